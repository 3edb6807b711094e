#include "messages/encoding/ascii.hpp"
#include "messages/session/session.hpp"

namespace quickbooking {

namespace {

constexpr std::uint64_t largest_exact = (std::uint64_t{1} << 53) - 1; // of a JavaScript number

/// Takes `literal` off the front of `text`.
bool take(std::string_view& text, std::string_view literal) {
  if (!text.starts_with(literal))
    return false;
  text.remove_prefix(literal.size());
  return true;
}

/// Takes a number off the front that is written as we write it.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  const auto value = parse_digits<std::uint64_t>(digits);
  if (!value || *value > largest_exact || (digits.size() > 1 && digits.front() == '0'))
    return std::nullopt;
  text.remove_prefix(digits.size());
  return value;
}

} // namespace

std::string header_of(const fence& version) {
  return "{\"schemaVersion\":" + std::to_string(session_schema_version)
         + ",\"ownerEpoch\":" + std::to_string(version.owner_epoch)
         + ",\"revision\":" + std::to_string(version.revision) + ",";
}

std::optional<fence> parse_header(std::string_view stored) {
  if (!take(stored, "{\"schemaVersion\":") || !take_number(stored)
      || !take(stored, ",\"ownerEpoch\":"))
    return std::nullopt;
  const auto epoch = take_number(stored);
  if (!epoch || !take(stored, ",\"revision\":"))
    return std::nullopt;
  const auto revision = take_number(stored);
  if (!revision || !take(stored, ","))
    return std::nullopt;
  return fence{*epoch, *revision};
}

} // namespace quickbooking
