#include "messages/encoding/json_writer.hpp"

#include "messages/encoding/ascii.hpp"
#include "messages/encoding/eight_bytes.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/encoding/utf8.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// JSON has it stand for something in a string, or forbids it there.
bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// ASCII without anything to escape.
bool is_plain(std::string_view text) {
  const auto rest = skip_eights(text, [](eight_bytes x) {
    return x.above_ascii() | x.below(0x20) | x.equal_to('"') | x.equal_to('\\');
  });
  return std::ranges::all_of(rest, [](char c) { return is_ascii(c) && !needs_escape(c); });
}

void append_escape(std::string& out, char c) {
  constexpr std::string_view short_ones = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt";
  if (auto at = short_ones.find(c); at != std::string_view::npos) {
    out.append({'\\', letters[at]});
    return;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  out.append("\\u00").append({digits[static_cast<unsigned char>(c) >> 4], digits[c & 15]});
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (auto rest = text; !rest.empty();) {
    const auto plain = std::ranges::find_if(rest, needs_escape);
    out.append(rest.begin(), plain);
    rest.remove_prefix(static_cast<std::size_t>(plain - rest.begin()));
    if (rest.empty())
      break;
    append_escape(out, rest.front());
    rest.remove_prefix(1);
  }
  out += '"';
}

} // namespace

json_writer& json_writer::key(std::string_view name) {
  separate();
  out_.append(1, '"').append(name).append("\":");
  follows_ = false;
  return *this;
}

json_writer& json_writer::value(std::string_view text) {
  separate();
  if (is_plain(text))
    out_.append(1, '"').append(text).append(1, '"');
  else if (is_utf8(text))
    append_quoted(out_, text);
  else
    out_ += to_text(nlohmann::json(text));
  return *this;
}

json_writer& json_writer::value(const std::vector<std::string>& texts) {
  begin_array();
  for (const auto& text : texts)
    value(text);
  return end_array();
}

json_writer& json_writer::tree(const nlohmann::json& x) { return literal(to_text(x)); }

json_writer& json_writer::members(const nlohmann::json& object) {
  if (object.is_object())
    for (const auto& [name, x] : object.items()) {
      value(name);
      out_ += ':';
      follows_ = false;
      tree(x);
    }
  return *this;
}

json_writer& json_writer::begin(char bracket) {
  separate();
  out_ += bracket;
  follows_ = false;
  return *this;
}

json_writer& json_writer::end(char bracket) {
  out_ += bracket;
  follows_ = true;
  return *this;
}

json_writer& json_writer::literal(std::string_view text) {
  separate();
  out_ += text;
  return *this;
}

void json_writer::separate() {
  if (follows_)
    out_ += ',';
  follows_ = true;
}

} // namespace quickbooking
