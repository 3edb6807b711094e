#pragma once

#include "messages/reply/reply.hpp"

#include <vector>

inline quickbooking::card button_card() {
  quickbooking::card x;
  x.header = "Free times";
  x.body = "Friday, Oct 31";
  x.footer = "Tap a time";
  x.buttons = {{"slot_a", "3:00 PM - Sarah", ""}, {"slot_b", "4:00 PM - Alex", ""}};
  return x;
}

inline quickbooking::card list_card() {
  quickbooking::card x;
  x.body = "Choose";
  x.list_button = "Select time";
  x.sections = {{"Friday, Oct 31", {{"slot_a", "15:00", "60 min"}, {"slot_b", "16:00", ""}}},
                {"Saturday, Nov 1", {{"slot_c", "15:00", "₪50"}}}};
  return x;
}

/// One reply of every kind.
inline std::vector<quickbooking::reply> sample_replies() {
  return {button_card(), list_card(), quickbooking::text_reply{"It's \"noted\" 💇"},
          quickbooking::booking_confirmed{"17", "K7PX", "Booked: K7PX"},
          quickbooking::error_reply{"calendar_down", "Please try again"}};
}
