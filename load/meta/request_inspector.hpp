#pragma once

#include "load/meta/meta_error.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

/// A value inside a request, with the path that leads to it (`interactive['action']`).
struct parameter {
  const nlohmann::json* value;
  std::string path;

  bool has(std::string_view key) const { return value->contains(key); }
};

/// What a text in a request has to be. Never empty.
struct text_rule {
  std::size_t max = 1024; ///< in UTF-16 units, the strictest reading of "characters"
  bool label = false;     ///< one line, no space at its ends
};

/// Inspects a request and remembers the first thing that is wrong with it. Every call may be made
/// whatever happened before: after a refusal the inspector hands out empty values, so that checks
/// read as a plain list. Unexpected keys and wrong JSON types are refused with 100, missing ones
/// with 131008, bad values with 131009, as Meta does.
class request_inspector {
public:
  /// Nothing else than these keys.
  void allow(const parameter& in, std::initializer_list<std::string_view> keys);

  /// Refuses, unless something was refused before.
  void refuse(int code, std::string details);

  /// Refuses with 131009 unless `fine`.
  void demand(bool fine, const std::string& details);

  parameter object(const parameter& in, std::string_view key);
  parameter array(const parameter& in, std::string_view key);

  /// The `index`th element, which has to be an object.
  parameter element(const parameter& array, std::size_t index);

  std::string text(const parameter& in, std::string_view key, text_rule rule = {});

  /// Like `text`, but the key may be absent.
  std::optional<std::string> optional_text(const parameter& in, std::string_view key,
                                           text_rule rule = {});

  void optional_bool(const parameter& in, std::string_view key);

  /// A text that has to be this one.
  void word(const parameter& in, std::string_view key, std::string_view expected);

  const std::optional<meta_error>& refused() const { return refused_; }

private:
  /// The value under `key`, or nullptr after a refusal.
  const nlohmann::json* find(const parameter& in, std::string_view key);

  std::optional<meta_error> refused_;
};

/// The length of UTF-8 text in UTF-16 code units. Our own count: what judges the service must not
/// share its code.
std::size_t utf16_units(std::string_view text);

} // namespace quickbooking
