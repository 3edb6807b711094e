#include "load/engine/crowd.hpp"

#include <caf/all.hpp>

#include <charconv>

namespace quickbooking {

crowd::crowd(caf::actor_system& system, std::shared_ptr<customer_context> context,
             const scenario& about)
    : system_{system},
      context_{std::move(context)},
      phones_{about.phones},
      journeys_{about.journeys},
      languages_{about.languages},
      seed_{about.seed} {
  places_.reserve(phones_.count);
}

// -- coming ---

std::optional<visit_id> crowd::invite() {
  std::uint32_t phone = 0;
  if (places_.size() < phones_.count) {
    phone = static_cast<std::uint32_t>(places_.size());
    places_.emplace_back();
  } else if (!rested_.empty()) {
    phone = rested_.front();
    rested_.pop_front();
  } else {
    return std::nullopt;
  }
  auto& where = places_[phone];
  const visit_id who{phone, ++where.visit};
  where.actor = system_.spawn(customer_actor, context_, make_visitor(who));
  where.leaving = false;
  ++present_;
  return who;
}

/// The language belongs to the phone, whatever the seed: the service remembers it for half an hour,
/// also from the run before.
visitor crowd::make_visitor(visit_id who) {
  dice of_phone{mixed_seed(0, who.phone)};
  dice of_visit{mixed_seed(seed_, ++invited_)};
  visitor out;
  out.who = who;
  out.phone = phones_.at(who.phone);
  out.lang = all_languages.at(of_phone.weighted(languages_));
  out.what = static_cast<journey>(of_visit.weighted(journeys_));
  out.seed = of_visit.next();
  return out;
}

std::optional<std::uint32_t> crowd::index_of(std::string_view phone) const {
  std::uint64_t digits = 0;
  const auto* end = phone.data() + phone.size();
  if (!phone.starts_with('+') || std::from_chars(phone.data() + 1, end, digits).ptr != end)
    return std::nullopt;
  const auto index = digits - phones_.first; // wraps around below the range
  return index < places_.size() ? std::optional{static_cast<std::uint32_t>(index)} : std::nullopt;
}

bool crowd::is_present(const visit_id& who) const {
  const auto& where = places_.at(who.phone);
  return where.actor && where.visit == who.visit;
}

// -- staying ---

void crowd::tell(std::uint32_t phone, reply_arrived what) {
  if (const auto& where = places_.at(phone); where.actor)
    caf::anon_send(where.actor, std::move(what));
}

void crowd::tell_thought(const visit_id& who, std::uint32_t number) {
  if (is_present(who))
    caf::anon_send(places_[who.phone].actor, thinking_ended{number});
}

void crowd::tell_missing(std::uint32_t phone) {
  if (const auto& where = places_.at(phone); where.actor)
    caf::anon_send(where.actor, reply_missing{});
}

// -- leaving ---

void crowd::mark_leaving(const visit_id& who) {
  if (is_present(who))
    places_[who.phone].leaving = true;
}

bool crowd::is_leaving(std::uint32_t phone) const { return places_.at(phone).leaving; }

void crowd::dismiss(std::uint32_t phone) {
  auto& where = places_.at(phone);
  if (!where.actor)
    return;
  caf::anon_send(where.actor, visit_ended{});
  where.actor = nullptr;
  where.leaving = false;
  rested_.push_back(phone);
  --present_;
}

void crowd::dismiss_all() {
  for (std::uint32_t phone = 0; phone < places_.size(); ++phone)
    dismiss(phone);
}

} // namespace quickbooking
