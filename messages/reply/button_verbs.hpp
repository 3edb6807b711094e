#pragma once

#include "messages/reply/button_id.hpp"

#include <array>
#include <string_view>

namespace quickbooking {

// The words of button ids. The first name of a verb is the one that is written.

template <class Verb>
struct verb_name {
  Verb verb;
  std::string_view name;
};

using choice_verb = choice_button::verb;
using action_verb = action_button::verb;
using waitlist_verb = waitlist_button::verb;
using nav_verb = nav_button::verb;

inline constexpr std::array<verb_name<choice_verb>, 4> choice_verbs{{
    {choice_verb::same_day_diff_time, "same_day_diff_time"},
    {choice_verb::diff_day_same_time, "diff_day_same_time"},
    {choice_verb::popular_times, "popular_times"},
    {choice_verb::see_more, "see_more"},
}};

inline constexpr std::array<verb_name<action_verb>, 10> action_verbs{{
    {action_verb::change_slot, "change_slot"},
    {action_verb::change_slot, "change_time"},
    {action_verb::see_more, "see_more"},
    {action_verb::call_salon, "call_salon"},
    {action_verb::join_waitlist, "join_waitlist"},
    {action_verb::cancel, "cancel"},
    {action_verb::restart, "restart"},
    {action_verb::service, "service"},
    {action_verb::services_page, "services_page"},
    {action_verb::usual, "usual"},
}};

inline constexpr std::array<verb_name<waitlist_verb>, 5> waitlist_verbs{{
    {waitlist_verb::join, "join"},
    {waitlist_verb::leave, "leave"},
    {waitlist_verb::accept, "accept"},
    {waitlist_verb::book, "book"},
    {waitlist_verb::pass, "pass"},
}};

inline constexpr std::array<verb_name<nav_verb>, 6> nav_verbs{{
    {nav_verb::next, "next"},
    {nav_verb::prev, "prev"},
    {nav_verb::back, "back"},
    {nav_verb::page, "page"},
    {nav_verb::next_week, "next_week"},
    {nav_verb::different_day, "different_day"},
}};

} // namespace quickbooking
