#include "actors/calendar/calendar_views.hpp"

namespace quickbooking {

namespace {

calendar_view_ptr share(calendar_view view) {
  return std::make_shared<const calendar_view>(std::move(view));
}

/// A view is copied to drop old bookings once a day at most.
bool has_aged(const calendar_view& view, instant now) {
  return has_older(view, now - calendar_memory - std::chrono::days{1});
}

} // namespace

calendar_view_ptr calendar_views::of(const std::string& salon_id, instant now) {
  static const auto nothing = share({});
  const auto i = views_.find(salon_id);
  if (i == views_.end())
    return nothing;
  if (has_aged(*i->second, now))
    set(salon_id, without_older(*i->second, now - calendar_memory));
  return i->second;
}

void calendar_views::set(const std::string& salon_id, calendar_view view) {
  auto& mine = views_[salon_id] = share(std::move(view));
  board_->put(salon_id, mine);
}

// -- what the store has told ---

void calendar_views::take(calendar_batch& batch) {
  take_reloaded(batch);
  take_changes(batch);
  take_booked(batch);
}

void calendar_views::take_reloaded(calendar_batch& batch) {
  for (auto& [salon_id, loaded] : batch.reloaded) {
    doubtful_.insert(salon_id);
    if (!loaded) {
      if (!views_.contains(salon_id))
        set(salon_id, {});
      continue;
    }
    std::vector<booking_ptr> shared;
    shared.reserve(loaded->size());
    for (auto& x : *loaded)
      shared.push_back(std::make_shared<const booking_record>(std::move(x)));
    set(salon_id, make_calendar_view(std::move(shared)));
    doubtful_.erase(salon_id);
  }
}

/// Other nodes' bookings are of salons that this one has, or nobody asks for them.
void calendar_views::take_changes(const calendar_batch& batch) {
  if (!batch.changes)
    return;
  if (batch.changes->everything)
    for (const auto& [salon_id, view] : views_)
      doubtful_.insert(salon_id);
  for (const auto& salon_id : batch.changes->salons)
    if (views_.contains(salon_id))
      doubtful_.insert(salon_id);
  std::vector<booking_ptr> changed;
  for (const auto& x : batch.changes->bookings)
    if (views_.contains(x.salon_id))
      changed.push_back(std::make_shared<const booking_record>(x));
  add(changed, batch.now);
}

/// After a failed commit nobody knows what the store holds.
void calendar_views::take_booked(const calendar_batch& batch) {
  if (!batch.booked) {
    for (const auto& x : batch.bookings)
      doubtful_.insert(x.salon_id);
    return;
  }
  std::vector<booking_ptr> made;
  for (const auto& x : *batch.booked)
    for (const auto& known : {x.record, x.in_the_way})
      if (known != nullptr)
        made.push_back(known);
  add(made, batch.now);
  doubt_refusals(batch);
}

void calendar_views::add(const std::vector<booking_ptr>& bookings, instant now) {
  std::map<std::string_view, std::vector<booking_ptr>> by_salon;
  for (const auto& x : bookings)
    by_salon[x->salon_id].push_back(x);
  for (auto& [salon_id, added] : by_salon) {
    const auto id = std::string{salon_id};
    const auto& old = views_[id];
    auto recent = old == nullptr ? calendar_view{} : without_older(*old, now - calendar_memory);
    set(id, with_bookings(std::move(recent), std::move(added)));
  }
}

/// A refusal for which the view has no reason says that the view lacks something.
void calendar_views::doubt_refusals(const calendar_batch& batch) {
  for (std::size_t i = 0; i < batch.bookings.size(); ++i) {
    const auto& x = batch.bookings[i];
    if ((*batch.booked)[i].what == booking_outcome::kind::taken
        && !is_busy(*of(x.salon_id, batch.now), x.chosen.master_id, x.start, x.end))
      doubtful_.insert(x.salon_id);
  }
}

// -- what memory can say ---

std::optional<booking_outcome> known_outcome(const calendar_view& view, const book_request& x,
                                             instant now) {
  using kind = booking_outcome::kind;
  const auto* own
      = find_booking(view, x.customer, x.chosen.service_id, x.chosen.master_id, x.start);
  if (own != nullptr)
    return booking_outcome{kind::already_booked, own->id, own->code};
  if (x.start < now)
    return booking_outcome{kind::in_the_past, {}, {}};
  if (is_busy(view, x.chosen.master_id, x.start, x.end))
    return booking_outcome{kind::taken, {}, {}};
  return std::nullopt;
}

} // namespace quickbooking
