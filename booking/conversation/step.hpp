#pragma once

#include "booking/cards/cards.hpp"
#include "booking/conversation/conversation.hpp"
#include "booking/texts/texts.hpp"
#include "messages/reply/button_id.hpp"

#include <string>
#include <variant>
#include <vector>

namespace quickbooking {

/// What a step ends with: something to say, or an effect whose outcome is said later.
using effect = std::variant<reply, book_request, waitlist_request>;

/// Stands in bookings of customers who have no profile name.
inline constexpr std::string_view nameless_customer = "Customer";

/// One step of a conversation while it is decided.
struct step {
  const world& in;
  session next; ///< becomes the session
  customer_key customer;
  std::string customer_name;
  std::vector<std::string> notes; ///< one line each, said above whatever is said
  std::string reason;             ///< said in place of what a card would say by itself
  bool finished = false;

  const salon& where() const { return in.where; }
  language lang() const { return next.lang; }
  std::chrono::year_month_day today() const;
};

/// Begins a step: what every event changes in a session.
step begin_step(session&& current, const world& in);

/// Ends it: the notes are put above what is said.
decision end_step(step&& s, effect&& what);

/// A text in the language of the step.
std::string words(const step& s, text_key key, const std::vector<text_arg>& args = {});

/// Takes the reason, else `otherwise`.
std::string reason_or(step& s, std::string otherwise);

/// The day inside a sentence: "today", "on Friday".
std::string day_words(const step& s, std::chrono::year_month_day date);

/// The arguments `time` and `day` of a text.
std::vector<text_arg> when_args(const step& s, std::chrono::year_month_day date,
                                std::chrono::minutes time);

/// A button or row: a label and what it does.
extra_option option_for(const step& s, text_key label, const button& what);

/// "Call salon" and "Start over" stand below many cards.
extra_option call_option(const step& s);
extra_option restart_option(const step& s);

/// The salon's number as a text.
reply call_reply(const step& s);

} // namespace quickbooking
