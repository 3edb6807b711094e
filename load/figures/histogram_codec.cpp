#include "load/figures/histogram_codec.hpp"

#include "load/figures/count_codec.hpp"
#include "load/figures/histogram_layout.hpp"
#include "messages/encoding/base64.hpp"

#include <zlib.h>

#include <bit>

namespace quickbooking {

namespace {

// The low byte of a cookie's second digit says how counts are written: 1, as variable-length words.
constexpr std::uint32_t encoding_cookie = 0x1c849303 | 0x10;
constexpr std::uint32_t compression_cookie = 0x1c849304 | 0x10;

constexpr std::size_t header_size = 40;
constexpr std::size_t max_encoded = header_size + histogram_layout::counter_count * longest_count;

tl::unexpected<failure> malformed(std::string what) {
  return fail("malformed_histogram", std::move(what));
}

// -- big-endian integers ---

template <class T>
void put(std::string& out, T x) {
  for (int shift = int{sizeof(T)} * 8 - 8; shift >= 0; shift -= 8)
    out += static_cast<char>(x >> shift);
}

/// Takes an integer off the front of `in`, which is long enough.
template <class T>
T take(std::string_view& in) {
  T x = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i)
    x = static_cast<T>(x << 8 | static_cast<unsigned char>(in[i]));
  in.remove_prefix(sizeof(T));
  return x;
}

// -- the encoding ---

std::string encoded(const histogram& x) {
  const auto counts = encode_counts(x);
  std::string out;
  put(out, encoding_cookie);
  put(out, static_cast<std::uint32_t>(counts.size()));
  put(out, std::uint32_t{0}); // offset of the first counter
  put(out, std::uint32_t{histogram::significant_digits});
  put(out, static_cast<std::uint64_t>(histogram_layout::lowest_value));
  put(out, static_cast<std::uint64_t>(histogram_layout::highest_value));
  put(out, std::bit_cast<std::uint64_t>(1.0)); // unit of the values
  return out + counts;
}

result<histogram> decoded(std::string_view in) {
  if (in.size() < header_size)
    return malformed("shorter than its header");
  if (take<std::uint32_t>(in) != encoding_cookie)
    return malformed("not in HdrHistogram's V2 encoding");
  const auto size = take<std::uint32_t>(in);
  if (take<std::uint32_t>(in) != 0)
    return malformed("its counters are shifted");
  if (take<std::uint32_t>(in) != histogram::significant_digits)
    return malformed("its values do not have three significant digits");
  if (take<std::uint64_t>(in) != histogram_layout::lowest_value)
    return malformed("its lowest value is not 1");
  take<std::uint64_t>(in); // its range: the counters tell
  if (take<std::uint64_t>(in) != std::bit_cast<std::uint64_t>(1.0))
    return malformed("its values are scaled");
  return size == in.size() ? decode_counts(in) : malformed("its counters have another length");
}

// -- the compression ---

std::string compressed(std::string_view text) {
  auto length = compressBound(text.size());
  std::string out(length, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &length,
           reinterpret_cast<const Bytef*>(text.data()), text.size());
  out.resize(length);
  return out;
}

result<std::string> uncompressed(std::string_view text) {
  uLongf length = max_encoded;
  std::string out(length, '\0');
  if (uncompress(reinterpret_cast<Bytef*>(out.data()), &length,
                 reinterpret_cast<const Bytef*>(text.data()), text.size())
      != Z_OK)
    return malformed("its compressed part is damaged or longer than a histogram");
  out.resize(length);
  return out;
}

} // namespace

std::string encode_histogram(const histogram& x) {
  const auto body = compressed(encoded(x));
  std::string out;
  put(out, compression_cookie);
  put(out, static_cast<std::uint32_t>(body.size()));
  return to_base64(out + body);
}

result<histogram> decode_histogram(std::string_view text) {
  const auto bytes = from_base64(text);
  if (!bytes)
    return malformed("not base64");
  std::string_view in{*bytes};
  if (in.size() < 8)
    return malformed("shorter than its header");
  if (take<std::uint32_t>(in) != compression_cookie)
    return malformed("not a compressed histogram of version 2");
  if (take<std::uint32_t>(in) != in.size())
    return malformed("its compressed part has another length");
  return uncompressed(in).and_then([](const std::string& body) { return decoded(body); });
}

} // namespace quickbooking
