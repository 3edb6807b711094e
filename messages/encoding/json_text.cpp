#include "messages/encoding/json_text.hpp"

#include "messages/encoding/utf8.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace quickbooking {

namespace {

constexpr std::size_t escape_length = 6; // \uXXXX

enum class surrogate { none, high, low };

/// Which half of a pair the escape at `pos` stands for.
surrogate surrogate_at(std::string_view text, std::size_t pos) {
  if (pos + escape_length > text.size() || text[pos] != '\\' || text[pos + 1] != 'u'
      || (text[pos + 2] | 0x20) != 'd')
    return surrogate::none;
  const auto third = text[pos + 3];
  if (third == '8' || third == '9' || (third | 0x20) == 'a' || (third | 0x20) == 'b')
    return surrogate::high;
  const auto lower = third | 0x20;
  return lower >= 'c' && lower <= 'f' ? surrogate::low : surrogate::none;
}

/// One pass over the text before it is parsed. It need not know JSON's grammar, only where strings
/// begin and end: what is not JSON is refused by the parser.
class scanner {
public:
  explicit scanner(std::string_view text) : text_{text} {}

  /// Stops where the text breaks a limit, and says which.
  std::optional<failure> run(const json_limits& limits) {
    while (pos_ < text_.size()) {
      if (in_string_)
        scan_string();
      else
        scan_structure();
      if (depth_ > limits.max_depth)
        return failure{"malformed_json",
                       "nested deeper than " + std::to_string(limits.max_depth) + " levels"};
      if (values_ > limits.max_values)
        return failure{"too_large", "more than " + std::to_string(limits.max_values) + " values"};
    }
    return std::nullopt;
  }

  /// Where the escapes of lone surrogates begin.
  const std::vector<std::size_t>& lone_surrogates() const { return lone_; }

private:
  void scan_structure() {
    const auto c = text_[pos_++];
    in_string_ = c == '"';
    if (c == '{' || c == '[')
      ++depth_;
    else if ((c == '}' || c == ']') && depth_ > 0)
      --depth_;
    else if (c == ',')
      ++values_;
  }

  void scan_string() {
    const auto c = text_[pos_];
    if (c == '\\')
      return scan_escape();
    in_string_ = c != '"';
    ++pos_;
  }

  void scan_escape() {
    const auto kind = surrogate_at(text_, pos_);
    if (kind == surrogate::none) {
      pos_ += 2;
    } else if (kind == surrogate::high
               && surrogate_at(text_, pos_ + escape_length) == surrogate::low) {
      pos_ += 2 * escape_length;
    } else {
      lone_.push_back(pos_);
      pos_ += escape_length;
    }
  }

  std::string_view text_;
  std::size_t pos_ = 0;
  std::size_t depth_ = 0;
  std::size_t values_ = 1;
  bool in_string_ = false;
  std::vector<std::size_t> lone_;
};

result<nlohmann::json> parse_clean(std::string_view text) {
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& e) {
    // Not what(): it quotes the text, which may be a customer's.
    return fail("malformed_json", "not JSON from byte " + std::to_string(e.byte) + " on");
  } catch (const nlohmann::json::exception&) {
    return fail("malformed_json", "a number is out of range");
  }
}

std::string without_lone_surrogates(std::string_view text, const std::vector<std::size_t>& lone) {
  std::string repaired{text};
  for (auto pos : lone)
    repaired.replace(pos, escape_length, "\\ufffd");
  return repaired;
}

result<nlohmann::json> parse_utf8(std::string_view text, json_limits limits) {
  scanner scan{text};
  if (auto broken = scan.run(limits))
    return tl::make_unexpected(*broken);
  if (scan.lone_surrogates().empty())
    return parse_clean(text);
  return parse_clean(without_lone_surrogates(text, scan.lone_surrogates()));
}

} // namespace

result<nlohmann::json> parse_json(std::string_view bytes, json_limits limits) {
  return is_utf8(bytes) ? parse_utf8(bytes, limits) : parse_utf8(to_valid_utf8(bytes), limits);
}

std::string to_text(const nlohmann::json& x) {
  return x.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string to_text(const nlohmann::ordered_json& x) {
  return x.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace quickbooking
