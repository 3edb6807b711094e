#include "load/figures/count_codec.hpp"

#include <optional>

namespace quickbooking {

namespace {

/// No run counts to more; sums of such counts do not overflow.
constexpr std::int64_t highest_count = std::int64_t{1} << 48;

// -- one count ---

void put_count(std::string& out, std::int64_t x) {
  auto rest = static_cast<std::uint64_t>(x) << 1 ^ static_cast<std::uint64_t>(x >> 63);
  for (std::size_t i = 1; i < longest_count && rest > 0x7f; ++i) {
    out += static_cast<char>(rest | 0x80);
    rest >>= 7;
  }
  out += static_cast<char>(rest);
}

std::optional<std::int64_t> take_count(std::string_view& in) {
  std::uint64_t x = 0;
  for (std::size_t i = 0; i < std::min(in.size(), longest_count); ++i) {
    const auto byte = static_cast<unsigned char>(in[i]);
    const bool last = i + 1 == longest_count || byte <= 0x7f;
    x |= static_cast<std::uint64_t>(i + 1 == longest_count ? byte : byte & 0x7f) << (7 * i);
    if (!last)
      continue;
    in.remove_prefix(i + 1);
    return static_cast<std::int64_t>(x >> 1 ^ (~(x & 1) + 1));
  }
  return std::nullopt;
}

// -- all counts ---

/// One behind the last counter that is not 0; at least 1, as HdrHistogram has it.
std::size_t used(const histogram& x) {
  auto size = x.size();
  while (size > 1 && x.at(size - 1).count == 0)
    --size;
  return size;
}

std::size_t zeros_from(const histogram& x, std::size_t begin, std::size_t end) {
  auto i = begin;
  while (i < end && x.at(i).count == 0)
    ++i;
  return i - begin;
}

} // namespace

std::string encode_counts(const histogram& x) {
  std::string out;
  const auto end = used(x);
  for (std::size_t i = 0; i < end;) {
    const auto zeros = zeros_from(x, i, end);
    put_count(out, zeros > 0 ? -static_cast<std::int64_t>(zeros)
                             : static_cast<std::int64_t>(x.at(i).count));
    i += std::max<std::size_t>(zeros, 1);
  }
  return out;
}

result<histogram> decode_counts(std::string_view bytes) {
  histogram x;
  for (std::size_t i = 0; !bytes.empty();) {
    const auto count = take_count(bytes);
    const auto left = static_cast<std::int64_t>(x.size() - i);
    if (!count || *count > highest_count)
      return fail("malformed_histogram", "a count is cut off or too high");
    if (*count < -left || (*count >= 0 && left == 0))
      return fail("malformed_histogram", "more counters than an hour in microseconds has");
    if (*count > 0)
      x.record(x.at(i).highest, static_cast<std::uint64_t>(*count));
    i += *count < 0 ? static_cast<std::size_t>(-*count) : 1;
  }
  return x;
}

} // namespace quickbooking
