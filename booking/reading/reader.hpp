#pragma once

#include "booking/catalog/salon.hpp"
#include "messages/encoding/instant.hpp"
#include "messages/language.hpp"
#include "messages/session/intent.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// What a customer's text says, beyond the wish itself.
enum class speech_act { wish, greeting, thanks, cancel, restart, call_salon, yes, no };

/// A text, read.
struct reading {
  intent said; ///< only what was said; ids and names resolved against the catalog
  speech_act act = speech_act::wish;
  std::vector<std::string>
      service_ids; ///< all services named, in order of mention; more than one: ask which first
  std::optional<int>
      number; ///< the text is nothing but a number 1..99: a choice from the last card
  bool unknown_master = false; ///< "with Bob", whom the salon does not have
  bool past_date = false;      ///< an explicit date that is over (left out of `said`)
  bool is_empty() const;       ///< nothing understood
};

/// Turns text into a wish. The built-in one uses rules; another (a language model, say) can stand
/// in its place: it must be a pure function of its arguments, callable from any thread.
class reader {
public:
  virtual ~reader() = default;

  /// `text` is valid UTF-8 of any length (only the first 4,096 bytes count). `now` fixes "tomorrow"
  /// in the salon's zone.
  virtual reading read(const salon& where, std::string_view text, language lang,
                       instant now) const = 0;
};

/// The rule-based reader for en, ru, es, pt, he: words of all five languages are understood
/// whatever `lang` says; `lang` decides what is ambiguous (03/04).
const reader& rule_reader();

/// Detects the language of a first text (product.md 10.1 [own]): script first, then word lists; a
/// tie or no evidence gives `otherwise`.
language detect_language(std::string_view text, language otherwise);

} // namespace quickbooking
