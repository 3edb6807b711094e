#include "messages/encoding/plain_text.hpp"

#include "messages/encoding/utf8.hpp"

namespace quickbooking {

namespace {

/// Whether the sequence stands for U+0000..U+001F or U+007F..U+009F.
bool is_control(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence.front());
  if (sequence.size() == 1)
    return first < 0x20 || first == 0x7f;
  return first == 0xc2 && static_cast<unsigned char>(sequence[1]) < 0xa0;
}

} // namespace

std::string plain_text(std::string_view text) {
  const auto valid = to_valid_utf8(text);
  std::string out;
  for (std::size_t i = 0; i < valid.size();) {
    const auto sequence = std::string_view{valid}.substr(i, utf8_sequence(valid, i));
    out += is_control(sequence) ? "?" : sequence;
    i += sequence.size();
  }
  return out;
}

} // namespace quickbooking
