#include "messages/session/session.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

struct state_name {
  conversation_state state;
  std::string_view name;
};

constexpr std::array<state_name, 9> state_names{{
    {conversation_state::initial, "initial"},
    {conversation_state::asking_service, "asking_service"},
    {conversation_state::choice_presented, "choice_presented"},
    {conversation_state::slots_shown, "slots_shown"},
    {conversation_state::confirming, "confirming"},
    {conversation_state::booking, "booking"},
    {conversation_state::waitlist_offered, "waitlist_offered"},
    {conversation_state::waitlisted, "waitlisted"},
    {conversation_state::completed, "completed"},
}};

struct view_name {
  offer_view view;
  std::string_view name;
};

constexpr std::array<view_name, 7> view_names{{
    {offer_view::best, "best"},
    {offer_view::ranked, "ranked"},
    {offer_view::same_day, "same_day"},
    {offer_view::other_day, "other_day"},
    {offer_view::popular, "popular"},
    {offer_view::different_days, "different_days"},
    {offer_view::week, "week"},
}};

} // namespace

std::string_view to_string(offer_view x) {
  const auto found = std::find_if(view_names.begin(), view_names.end(),
                                  [&](const auto& each) { return each.view == x; });
  return found != view_names.end() ? found->name : "best";
}

std::optional<offer_view> parse_offer_view(std::string_view text) {
  const auto found = std::find_if(view_names.begin(), view_names.end(),
                                  [&](const auto& each) { return each.name == text; });
  return found != view_names.end() ? std::optional{found->view} : std::nullopt;
}

std::string_view to_string(conversation_state x) {
  const auto found = std::find_if(state_names.begin(), state_names.end(),
                                  [&](const auto& each) { return each.state == x; });
  return found != state_names.end() ? found->name : "initial";
}

std::optional<conversation_state> parse_conversation_state(std::string_view text) {
  const auto found = std::find_if(state_names.begin(), state_names.end(),
                                  [&](const auto& each) { return each.name == text; });
  return found != state_names.end() ? std::optional{found->state} : std::nullopt;
}

std::string make_customer_id(std::string_view given_customer, std::string_view salon_id) {
  return std::string{"customer_"}.append(given_customer).append("_").append(salon_id);
}

} // namespace quickbooking
