#pragma once

#include "booking/conversation/conversation.hpp"
#include "tests/booking/calendar/salon_fixture.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// A Monday, ten in the morning in New York.
inline instant monday() { return at("2026-11-23 10:00"); }

/// Sarah cuts and colours, Alex cuts, Mia does nails. Open from 9 to 20, closed on Sundays.
salon demo_like_salon();

/// One service, one master.
salon small_salon();

/// A customer who talks to a salon. Plays the part of the session actor (keeps the session and the
/// last reply) and of the calendar (books what is asked for).
class conversation {
public:
  explicit conversation(salon at_salon = demo_like_salon(), instant now = monday());

  // -- the world ---

  salon where;
  instant now;
  std::string customer = "+15551234567";
  std::string given_customer = "15551234567";
  std::string profile_name = "Dana";

  /// Somebody books this master's time.
  booking_record& occupy(std::string_view master_id, std::string_view start,
                         std::chrono::minutes length = std::chrono::minutes{60});

  /// Somebody books everybody's time on these days.
  void occupy_days(std::string_view first, int days);

  /// Books what this customer had in the past.
  void visited(std::string_view master_id, std::string_view start,
               std::string_view service_id = "cut");

  calendar_view calendar() const;

  /// What the calendar and the waitlist answer from now on, instead of what they hold.
  std::optional<booking_outcome> forced_booking;
  waitlist_outcome waitlist{waitlist_outcome::kind::joined};

  // -- turns ---

  const reply& says(std::string_view text, std::optional<language> lang = {});
  const reply& taps(std::string_view id, std::optional<language> lang = {});
  const reply& sends_unreadable(std::optional<language> lang = {});

  /// Taps the option of the last card that has this title.
  const reply& chooses(std::string_view title);

  /// The session expires.
  void forget();

  // -- what came of them ---

  session current; ///< does not exist after the end of a conversation
  reply last;
  bool finished = false;
  std::vector<book_request> booked;
  std::vector<waitlist_request> waited;

  const card& shown() const; ///< the last reply, which must be a card
  std::vector<std::string> titles() const;
  std::vector<std::string> ids() const;

  /// `HH:mm` with the date and master of the slots on the last card: `2026-11-27 15:00 sarah`.
  std::vector<std::string> times() const;

  std::string time(std::size_t i = 0) const { return times().at(i); }
  std::string title(std::size_t i = 0) const { return titles().at(i); }
  std::string id(std::size_t i = 0) const { return ids().at(i); }

  bool offers(std::string_view id_prefix) const;

private:
  const reply& turn(inbound_content content, std::optional<language> lang);
  void take(const decision& made);
  booking_outcome answer(const book_request& wanted);

  std::vector<booking_record> bookings_;
  int turns_ = 0;
};

/// The text of any reply.
inline const std::string& words_of(const reply& x) { return text_of(x); }

inline bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

} // namespace quickbooking
