#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace quickbooking {

/// Eight bytes of a text, looked at together: texts are checked on every turn, and hardly any byte
/// is special. What looks for bytes gives 0 if there are none.
class eight_bytes {
public:
  /// The first ones of a text that has as many.
  explicit eight_bytes(std::string_view text) { std::memcpy(&bytes_, text.data(), count); }

  static constexpr std::size_t count = sizeof(std::uint64_t);

  std::uint64_t above_ascii() const { return bytes_ & high_bits; }

  /// `limit` is at most 0x80.
  std::uint64_t below(unsigned char limit) const {
    return (bytes_ - in_each(limit)) & ~bytes_ & high_bits;
  }

  std::uint64_t equal_to(char c) const {
    auto differences = *this;
    differences.bytes_ ^= in_each(static_cast<unsigned char>(c));
    return differences.below(1);
  }

private:
  static constexpr std::uint64_t high_bits = 0x8080808080808080U;

  static constexpr std::uint64_t in_each(unsigned char c) { return 0x0101010101010101U * c; }

  std::uint64_t bytes_;
};

/// The text from the first eight bytes on in which `find` finds something, or from the last ones on
/// that are fewer.
template <class Find>
std::string_view skip_eights(std::string_view text, Find find) {
  while (text.size() >= eight_bytes::count && find(eight_bytes{text}) == 0)
    text.remove_prefix(eight_bytes::count);
  return text;
}

} // namespace quickbooking
