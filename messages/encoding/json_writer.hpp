#pragma once

#include <nlohmann/json_fwd.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickbooking {

/// Writes JSON without spaces, straight into a text: for what is written on every turn, where a
/// tree of values costs ten times as much. The caller sees to it that the calls form a value: a key
/// before each value in an object, an end for each begin.
///
/// Bytes that are not UTF-8 become U+FFFD, as with `to_text`. Not thread-safe.
class json_writer {
public:
  /// Goes on at the end of `out`, which must outlive the writer.
  explicit json_writer(std::string& out) : out_(out) {}

  json_writer& begin_object() { return begin('{'); }
  json_writer& end_object() { return end('}'); }
  json_writer& begin_array() { return begin('['); }
  json_writer& end_array() { return end(']'); }

  /// The name must need no escapes: it is one of ours.
  json_writer& key(std::string_view name);

  json_writer& value(std::string_view text);
  json_writer& value(const char* text) { return value(std::string_view{text}); }
  json_writer& value(const std::string& text) { return value(std::string_view{text}); }
  json_writer& value(std::same_as<bool> auto x) { return literal(x ? "true" : "false"); }
  json_writer& value(std::integral auto x) requires(!std::same_as<decltype(x), bool>) {
    return literal(std::to_string(x));
  }
  json_writer& value(const std::vector<std::string>& texts); ///< an array
  json_writer& tree(const nlohmann::json& x);

  /// A value that was written before.
  json_writer& json(std::string_view text) { return literal(text); }

  json_writer& null() { return literal("null"); }

  /// A value, or something that has a `write(json_writer&, const T&)`.
  template <class T>
  json_writer& member(std::string_view name, const T& x) {
    key(name);
    if constexpr (requires(json_writer & out) { out.value(x); })
      return value(x);
    else
      return write(*this, x), *this;
  }

  /// Nothing where there is no value.
  template <class T>
  json_writer& member(std::string_view name, const std::optional<T>& x) {
    return x ? member(name, *x) : *this;
  }

  /// The members of an object that was read from elsewhere; nothing for any other value.
  json_writer& members(const nlohmann::json& object);

private:
  json_writer& begin(char bracket);
  json_writer& end(char bracket);
  json_writer& literal(std::string_view text);
  void separate();

  std::string& out_;
  bool follows_ = false; ///< on what is before it, with a comma
};

/// The text of a value that has a `write(json_writer&, const T&)`.
template <class T>
std::string json_of(const T& x) {
  std::string text;
  json_writer out{text};
  write(out, x);
  return text;
}

} // namespace quickbooking
