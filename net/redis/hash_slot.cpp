#include "net/redis/hash_slot.hpp"

#include <array>

namespace quickbooking {

namespace {

constexpr std::array<std::uint16_t, 256> make_crc_table() {
  std::array<std::uint16_t, 256> table{};
  for (unsigned byte = 0; byte < table.size(); ++byte) {
    unsigned crc = byte << 8;
    for (int bit = 0; bit < 8; ++bit)
      crc = (crc << 1) ^ ((crc & 0x8000) != 0 ? 0x1021u : 0u);
    table[byte] = static_cast<std::uint16_t>(crc);
  }
  return table;
}

constexpr auto crc_table = make_crc_table();

/// CRC-16/XMODEM, as the cluster's specification wants it.
std::uint16_t crc16(std::string_view text) {
  unsigned crc = 0;
  for (const char c : text)
    crc = ((crc << 8) & 0xffff) ^ crc_table[((crc >> 8) ^ static_cast<unsigned char>(c)) & 0xff];
  return static_cast<std::uint16_t>(crc);
}

std::string_view hashed_part(std::string_view key) {
  const auto open = key.find('{');
  if (open == std::string_view::npos)
    return key;
  const auto close = key.find('}', open + 1);
  if (close == std::string_view::npos || close == open + 1)
    return key;
  return key.substr(open + 1, close - open - 1);
}

/// The first decimal number of each slot.
std::vector<std::string> make_tags() {
  std::vector<std::string> tags(slot_count);
  std::size_t missing = slot_count;
  for (unsigned number = 0; missing > 0; ++number) {
    auto text = std::to_string(number);
    auto& tag = tags[slot_of_key(text)];
    if (!tag.empty())
      continue;
    tag = std::move(text);
    --missing;
  }
  return tags;
}

/// How many ranges are told to people.
constexpr int max_ranges = 4;

} // namespace

hash_slot slot_of_key(std::string_view key) { return crc16(hashed_part(key)) % slot_count; }

std::optional<hash_slot> slot_of_command(const std::vector<std::string>& args) {
  const auto is_script = !args.empty() && (args[0] == "EVAL" || args[0] == "EVALSHA");
  const std::size_t place = is_script ? 3 : 1;
  if (args.size() <= place || (is_script && args[2] == "0"))
    return std::nullopt;
  return slot_of_key(args[place]);
}

const std::string& tag_of_slot(hash_slot slot) {
  static const auto tags = make_tags();
  return tags[slot];
}

std::string to_text(const slot_set& slots) {
  std::string text;
  int ranges = 0;
  for (std::size_t first = 0; first < slot_count; ++first) {
    if (!slots[first])
      continue;
    auto last = first;
    while (last + 1 < slot_count && slots[last + 1])
      ++last;
    if (++ranges > max_ranges)
      return text + ", ...";
    text += (text.empty() ? "" : ", ") + std::to_string(first);
    if (last != first)
      text += "-" + std::to_string(last);
    first = last;
  }
  return text;
}

} // namespace quickbooking
