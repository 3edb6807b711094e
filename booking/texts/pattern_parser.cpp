#include "booking/texts/pattern_parser.hpp"

#include <unicode/messagepattern.h>

#include <stdexcept>
#include <string>

namespace quickbooking {

namespace {

using icu::MessagePattern;
using kind = pattern_node::kind;

/// Walks the flat list of parts that ICU makes of a pattern.
class pattern_parser {
public:
  explicit pattern_parser(std::string_view source) : source_(source), parts_(status_) {
    auto length = static_cast<int32_t>(source.size());
    parts_.parse(icu::UnicodeString::fromUTF8({source.data(), length}), nullptr, status_);
    if (U_FAILURE(status_))
      reject(u_errorName(status_));
  }

  /// The message that starts at part `start`; `counted` is the parameter that # stands for.
  std::vector<pattern_node> message(int start, const std::string& counted) const {
    std::vector<pattern_node> nodes;
    auto end = parts_.getLimitPartIndex(start);
    auto literal_begin = parts_.getPart(start).getLimit();
    for (auto i = start + 1; i <= end; ++i) {
      const auto& part = parts_.getPart(i);
      add_literal(nodes, literal_begin, part.getIndex());
      if (part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER) {
        nodes.push_back({kind::number, counted, {}});
      } else if (part.getType() == UMSGPAT_PART_TYPE_ARG_START) {
        nodes.push_back(argument(i));
        i = parts_.getLimitPartIndex(i);
      }
      literal_begin = parts_.getPart(i).getLimit();
    }
    return nodes;
  }

private:
  [[noreturn]] void reject(const std::string& reason) const {
    throw std::invalid_argument("bad text pattern '" + std::string(source_) + "': " + reason);
  }

  void add_literal(std::vector<pattern_node>& nodes, int begin, int end) const {
    if (begin == end)
      return;
    auto text = utf8(parts_.getPatternString().tempSubStringBetween(begin, end));
    if (!nodes.empty() && nodes.back().what == kind::literal)
      nodes.back().text += text;
    else
      nodes.push_back({kind::literal, std::move(text), {}});
  }

  pattern_node argument(int start) const {
    auto name = substring(start + 1);
    switch (parts_.getPart(start).getArgType()) {
    case UMSGPAT_ARG_TYPE_NONE:
      return {kind::argument, std::move(name), {}};
    case UMSGPAT_ARG_TYPE_SIMPLE:
      if (substring(start + 2) != "at")
        reject("unknown type " + substring(start + 2));
      return {kind::at_time, std::move(name), {}};
    case UMSGPAT_ARG_TYPE_PLURAL:
      return {kind::plural, name, branches(start, name)};
    case UMSGPAT_ARG_TYPE_SELECT:
      return {kind::select, name, branches(start, name)};
    default:
      reject("unknown kind of parameter " + name);
    }
  }

  std::vector<pattern_branch> branches(int start, const std::string& name) const {
    std::vector<pattern_branch> result;
    auto end = parts_.getLimitPartIndex(start);
    for (auto i = start + 2; i < end; ++i) {
      auto type = parts_.getPart(i).getType();
      if (type == UMSGPAT_PART_TYPE_ARG_SELECTOR) {
        result.push_back({substring(i), {}});
      } else if (type == UMSGPAT_PART_TYPE_MSG_START) {
        result.back().content = message(i, name);
        i = parts_.getLimitPartIndex(i);
      } else if (result.empty()) {
        reject("an offset in a plural");
      }
    }
    return result;
  }

  std::string substring(int part) const { return utf8(parts_.getSubstring(parts_.getPart(part))); }

  static std::string utf8(const icu::UnicodeString& text) {
    std::string result;
    return text.toUTF8String(result);
  }

  std::string_view source_;
  UErrorCode status_ = U_ZERO_ERROR;
  MessagePattern parts_;
};

} // namespace

std::vector<pattern_node> parse_pattern(std::string_view source) {
  return pattern_parser(source).message(0, {});
}

} // namespace quickbooking
