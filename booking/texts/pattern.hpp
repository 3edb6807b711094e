#pragma once

#include "booking/texts/texts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

struct pattern_branch;

/// A piece of a parsed pattern.
struct pattern_node {
  enum class kind {
    literal,  ///< `text` as it is
    argument, ///< {name}
    at_time,  ///< {name, at}: with the language's "at", which in some depends on the hour
    number,   ///< # within a plural; `text` is the plural's parameter
    plural,   ///< {name, plural, one {..} other {..}}
    select    ///< {name, select, empty {..} other {..}}; an empty value is called `empty`
  };
  kind what;
  std::string text; ///< the literal, or the name of the parameter
  std::vector<pattern_branch> branches;
};

struct pattern_branch {
  std::string selector; ///< `one`, `=1`, `empty`, `other`
  std::vector<pattern_node> content;
};

/// A text with named parameters in ICU's MessageFormat syntax, parsed once. ICU parses and chooses
/// plural forms; the rest is done here because `icu::MessageFormat` takes some 10 us for a text and
/// must not be shared by threads, while this is immutable and takes less than one.
class pattern {
public:
  /// Throws `std::invalid_argument` if the syntax is wrong or has types not listed above: a catalog
  /// is part of the program.
  pattern(language lang, std::string_view source);

  /// The names of the parameters, each once, in order of occurrence.
  const std::vector<std::string>& parameters() const { return parameters_; }

  /// The text for a message: values are cleaned and isolated.
  std::string message(const std::vector<text_arg>& args) const;

  /// The text as a part of another one: values as they are.
  std::string part(const std::vector<text_arg>& args) const;

private:
  language lang_;
  std::vector<pattern_node> nodes_;
  std::vector<std::string> parameters_;
};

} // namespace quickbooking
