#include "messages/encoding/text_fields.hpp"

#include "messages/encoding/whole_number.hpp"

namespace quickbooking {

void append_field(std::string& out, std::string_view text) {
  out.append(std::to_string(text.size())).append(1, ':').append(text);
}

std::string_view field_reader::next() {
  const auto colon = rest_.find(':');
  const auto length = to_number<std::size_t>(rest_.substr(0, colon));
  if (colon == std::string_view::npos || !length || *length > rest_.size() - colon - 1) {
    is_good_ = false;
    rest_ = {};
    return {};
  }
  const auto text = rest_.substr(colon + 1, *length);
  rest_.remove_prefix(colon + 1 + *length);
  return text;
}

} // namespace quickbooking
