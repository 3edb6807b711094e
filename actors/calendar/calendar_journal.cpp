#include "actors/calendar/calendar_journal.hpp"

#include <spdlog/logger.h>

namespace quickbooking {

namespace {

/// In the order of `booking_outcome::kind`.
constexpr std::array booking_outcomes{"booked", "already_booked", "taken", "in_the_past",
                                      "unavailable"};

/// In the order of `waitlist_outcome::kind`.
constexpr std::array waitlist_outcomes{"joined", "already_on_it", "unavailable"};

template <std::size_t N>
std::array<prometheus::Counter*, N> counters(metrics& figures, const char* name, const char* help,
                                             const std::array<const char*, N>& outcomes) {
  std::array<prometheus::Counter*, N> all{};
  for (std::size_t i = 0; i < N; ++i)
    all[i] = &figures.counter(name, help, {{"outcome", outcomes[i]}});
  return all;
}

prometheus::Counter& refused(metrics& figures, const char* why) {
  return figures.counter("quickbooking_calendar_refused_total",
                         "Requests that never reached the store", {{"why", why}});
}

} // namespace

calendar_journal::calendar_journal(metrics& figures, log_ptr log)
    : log_{std::move(log)},
      bookings_{counters(figures, "quickbooking_bookings_total", "Booking requests by outcome",
                         booking_outcomes)},
      waits_{counters(figures, "quickbooking_waitlist_total", "Waitlist requests by outcome",
                      waitlist_outcomes)},
      queue_full_{refused(figures, "queue_full"), "calendar_full", log_},
      late_{refused(figures, "waited_too_long"), "calendar_late", log_},
      failures_{figures.counter("quickbooking_calendar_store_failures_total",
                                "Calls that the calendar's store could not do")},
      waiting_{figures.gauge("quickbooking_calendar_waiting", "Requests waiting for the store")},
      batches_{figures.latency("quickbooking_calendar_batch_seconds",
                               "Time that the store took for a batch")} {}

void calendar_journal::answered(const booking_outcome& x) {
  bookings_.at(static_cast<std::size_t>(x.what))->Increment();
}

void calendar_journal::answered(const waitlist_outcome& x) {
  waits_.at(static_cast<std::size_t>(x.what))->Increment();
}

void calendar_journal::wrote(const calendar_batch& batch,
                             std::chrono::steady_clock::duration took) {
  if (!batch.bookings.empty() || !batch.waits.empty())
    batches_.Observe(std::chrono::duration<double>(took).count());
  const auto failed = failures_of(batch);
  failures_.Increment(static_cast<double>(failed.size()));
  if (!failed.empty() && !failing_)
    log_->error("calendar: {}: {}", failed.front().code, failed.front().message);
  if (failed.empty() && failing_)
    log_->info("calendar: the store works again");
  failing_ = !failed.empty();
}

} // namespace quickbooking
