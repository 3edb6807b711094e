#include "load/engine/load_engine.hpp"

#include "load/customer/wishes.hpp"

#include <caf/all.hpp>

#include <algorithm>
#include <random>

namespace quickbooking {

namespace {

using std::chrono::milliseconds;

/// Between two turns: what is due in it goes together. A message is late by that much at most.
constexpr std::chrono::microseconds shortest_pause{200};

constexpr milliseconds answer_limit{10'000};

std::string random_prefix() {
  std::random_device random;
  return "wamid." + std::to_string(random()) + std::to_string(random()) + "I";
}

std::shared_ptr<customer_context> make_context(const load_options& options, event_loop& loop,
                                               std::function<void()> wake) {
  auto out = std::make_shared<customer_context>();
  out->world.wishes = options.what.wishes;
  for (const auto each : all_languages)
    if (auto& wishes = out->world.wishes.at(static_cast<std::size_t>(each)); wishes.empty())
      wishes = built_in_wishes(each);
  out->world.think = options.what.think;
  out->board = std::make_shared<booking_board>();
  out->world.is_taken
      = [board = out->board](const std::string& time) { return board->is_taken(time); };
  out->head = options.head;
  out->id_prefix = random_prefix();
  out->notes = std::make_shared<note_box>(
      [&loop, wake = std::move(wake)] { asio::post(loop.context(), wake); });
  return out;
}

/// The salon's own phone is none of the customers'.
meta_number number_of(const load_options& options) {
  const auto& salon = options.what.salon;
  return {salon.phone_number_id,
          std::to_string(options.what.phones.first - 1),
          "1",
          "900100200300400",
          options.graph_token,
          salon.messages_per_second};
}

/// The connections are shared out among the targets.
std::vector<post_pool_options> pools_of(const load_options& options) {
  const auto share = std::max<std::size_t>(options.connections / options.targets.size(), 1);
  std::vector<post_pool_options> all;
  for (const auto& target : options.targets)
    all.push_back({target.addresses, share, answer_limit});
  return all;
}

} // namespace

load_run::engine::engine(caf::actor_system& system, load_options options)
    : options_{std::move(options)},
      system_{system},
      context_{make_context(options_, loop_, [this] { wake(); })},
      crowd_{system, context_, options_.what},
      ledger_{options_.what.reply_limit, options_.what.phones.count},
      schedule_{options_.what.arrivals, options_.what.seed},
      deliveries_{loop_.context(),
                  options_.head.api,
                  pools_of(options_),
                  ledger_,
                  recorder_,
                  clock_,
                  later_,
                  {[this](const ready_message& what) { on_sent(what); },
                   [this](const visit_id& who, std::uint64_t, const std::string& body) {
                     on_v1_answer(who, body);
                   }}},
      redis_{loop_.context(), options_.head.target, options_.targets.front().addresses},
      faults_{options_.what.faults},
      timer_{loop_.context().get_executor()},
      probe_timer_{loop_.context().get_executor()} {}

load_run::engine::~engine() {
  loop_.stop();
  crowd_.dismiss_all();
  system_.await_all_actors_done();
}

result<void> load_run::engine::open_graph() {
  auto door = graph_door::open(
      loop_.context(), options_.graph_address, options_.graph_port, number_of(options_),
      context_->id_prefix.substr(6), options_.what.phones.count,
      [this](const meta_accepted& x) { on_graph_message(x); },
      [this](const meta_error& x) { on_graph_refusal(x); });
  if (!door)
    return tl::make_unexpected(door.error());
  graph_ = std::move(*door);
  return {};
}

milliseconds load_run::engine::elapsed(run_time now) const {
  return std::chrono::duration_cast<milliseconds>(now - start_);
}

// -- one turn of the loop -----------------------------------------------------

void load_run::engine::turn() {
  if (phase_ == phase::over)
    return;
  const auto now = run_time::clock::now();
  last_turn_ = now;
  read_notes();
  later_.run_due(now);
  if (phase_ == phase::running) {
    schedule(now);
    send_due();
  }
  arm();
}

/// Customers left notes. Where much happens, many of them are read in one turn.
void load_run::engine::wake() {
  if (run_time::clock::now() >= last_turn_ + shortest_pause)
    turn();
  else
    arm_for(last_turn_ + shortest_pause);
}

void load_run::engine::read_notes() {
  const auto now = run_time::clock::now();
  context_->notes->take(notes_);
  for (auto& note : notes_)
    read(note, now);
}

void load_run::engine::read(customer_note& note, run_time now) {
  recorder_.domain.wrong_language_replies += note.read_wrong_language;
  recorder_.domain.double_bookings += note.read_double_booking;
  if (!crowd_.is_present(note.who))
    return;
  const auto is_ending = note.leaves || phase_ != phase::running;
  if (!note.messages.empty() && !is_ending)
    queue(std::move(note.messages), now);
  if (note.think_until && !is_ending) {
    planned_[note.who.phone] = *note.think_until;
    later_.add(*note.think_until,
               [this, who = note.who, number = note.thought] { crowd_.tell_thought(who, number); });
  }
  if (is_ending) {
    crowd_.mark_leaving(note.who);
    dismiss_if_done(note.who.phone);
  }
}

void load_run::engine::expire(run_time now) {
  for (const auto& each : ledger_.expire(now)) {
    const auto phone = static_cast<std::uint32_t>(each.customer);
    if (each.stood_for)
      recorder_.answered(each.times, *each.stood_for);
    else
      ++recorder_.domain.lost;
    if (!each.stood_for)
      crowd_.tell_missing(phone);
    dismiss_if_done(phone);
  }
}

void load_run::engine::arm() {
  auto next = phase_ == phase::running && is_open() ? next_slot_ : run_time::max();
  next = std::min(next, later_.next().value_or(run_time::max()));
  if (next != run_time::max())
    arm_for(std::max(next, last_turn_ + shortest_pause));
}

/// The timer is set again only for what is earlier than that for which it is set.
void load_run::engine::arm_for(run_time next) {
  if (next >= armed_)
    return;
  armed_ = next;
  timer_.expires_at(armed_);
  timer_.async_wait([this](error_code ec) {
    if (ec)
      return;
    armed_ = run_time::max();
    turn();
  });
}

// -- load_run -----------------------------------------------------------------

load_run::load_run(std::unique_ptr<engine> what) : engine_{std::move(what)} {}
load_run::~load_run() = default;

result<std::unique_ptr<load_run>> load_run::start(caf::actor_system& system, load_options options) {
  const auto needs_graph = options.head.api == load_api::webhook;
  auto one = std::make_unique<engine>(system, std::move(options));
  if (needs_graph)
    if (auto opened = one->open_graph(); !opened)
      return tl::make_unexpected(opened.error());
  one->begin();
  return std::unique_ptr<load_run>{new load_run{std::move(one)}};
}

void load_run::cut_short() { engine_->cut_short(); }

load_result load_run::wait() { return engine_->wait(); }

} // namespace quickbooking
