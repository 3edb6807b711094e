#include "bench/driver/load.hpp"

#include "bench/driver/customer_connection.hpp"
#include "bench/driver/measured_window.hpp"

#include <deque>
#include <memory>
#include <random>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono_literals;
using time_point = loop_clock::time_point;

/// What is under way at the end gets so long.
constexpr auto end_limit = 20s;

class load_run {
public:
  explicit load_run(const load_plan& plan)
      : plan_(plan),
        window_(plan, !is_open()),
        random_(plan.seed),
        window_timer_(loop_),
        arrival_timer_(loop_) {
    listener_.answered = [this](time_point intended, time_point now, std::size_t bytes) {
      window_.answered(intended, now, bytes);
    };
    listener_.ended = [this](auto& connection, const auto& problem) { ended(connection, problem); };
    listener_.broke = [this](const std::string& problem) {
      window_.note(problem);
      loop_.stop();
    };
  }

  load_figures play();

private:
  bool is_open() const { return plan_.journeys_per_second > 0; }
  bool is_counted() const { return plan_.journeys > 0; }
  bool all_begun() const { return closing_ || (is_counted() && next_ == plan_.journeys); }

  void begin_window();
  void end_window();
  void begin_on(customer_connection& connection, time_point intended);
  void arrive();
  void place(time_point intended);
  void ended(customer_connection& connection, const std::string& problem);
  void go_on(customer_connection& connection);
  void end_if_quiet();

  template <class F>
  void after(loop_timer& timer, time_point when, F then) {
    timer.expires_at(when);
    timer.async_wait([then](error_code ec) {
      if (!ec)
        then();
    });
  }

  const load_plan& plan_;
  measured_window window_;
  std::mt19937_64 random_;
  asio::io_context loop_{1};
  loop_timer window_timer_;
  loop_timer arrival_timer_;
  customer_connection::listener listener_;
  std::vector<std::unique_ptr<customer_connection>> connections_;
  std::vector<customer_connection*> idle_;
  std::deque<time_point> waiting_; ///< when the journeys without a connection were due
  std::uint64_t next_ = 0;         ///< number of the next journey
  std::uint64_t under_way_ = 0;
  time_point arrival_;
  bool closing_ = false;
};

load_figures load_run::play() {
  for (std::size_t i = 0; i < plan_.connections; ++i)
    connections_.push_back(std::make_unique<customer_connection>(loop_, plan_.port, listener_));
  for (auto& connection : connections_)
    idle_.push_back(connection.get());
  const auto now = loop_clock::now();
  if (is_counted())
    begin_window();
  else
    after(window_timer_, now + plan_.warm_up, [this] { begin_window(); });
  arrival_ = now;
  if (is_open())
    arrive();
  else
    for (auto connection : std::exchange(idle_, {}))
      go_on(*connection);
  loop_.run();
  window_.end();
  return window_.take();
}

// -- the measured time ---

void load_run::begin_window() {
  window_.begin();
  if (!is_counted())
    after(window_timer_, loop_clock::now() + plan_.measured, [this] { end_window(); });
}

/// Customers of an open load who have begun are heard out: a server that is late must not be spared
/// its latest answers.
void load_run::end_window() {
  closing_ = true;
  if (!is_open())
    return loop_.stop();
  arrival_timer_.cancel();
  window_.close();
  after(window_timer_, loop_clock::now() + end_limit, [this] {
    window_.note(std::to_string(under_way_ + waiting_.size()) + " journeys do not end");
    loop_.stop();
  });
  end_if_quiet();
}

// -- journeys ---

void load_run::begin_on(customer_connection& connection, time_point intended) {
  ++under_way_;
  const auto number = next_++;
  connection.begin({plan_.kind, plan_.customer(number), number, plan_.run}, intended);
}

/// Places all that are due and sleeps until the next one is.
void load_run::arrive() {
  std::exponential_distribution<double> gap{plan_.journeys_per_second};
  while (arrival_ <= loop_clock::now()) {
    place(arrival_);
    arrival_ += std::chrono::duration_cast<loop_clock::duration>(
        std::chrono::duration<double>{gap(random_)});
  }
  if (!closing_)
    after(arrival_timer_, arrival_, [this] { arrive(); });
}

void load_run::place(time_point intended) {
  if (idle_.empty()) {
    waiting_.push_back(intended);
    window_.waiting(waiting_.size());
    return;
  }
  auto connection = idle_.back();
  idle_.pop_back();
  begin_on(*connection, intended);
}

void load_run::ended(customer_connection& connection, const std::string& problem) {
  --under_way_;
  window_.ended(problem);
  if (!is_open())
    return go_on(connection);
  idle_.push_back(&connection);
  if (!waiting_.empty()) {
    const auto intended = waiting_.front();
    waiting_.pop_front();
    place(intended);
  }
  end_if_quiet();
}

/// Closed loop.
void load_run::go_on(customer_connection& connection) {
  if (!all_begun())
    return begin_on(connection, loop_clock::now());
  idle_.push_back(&connection);
  end_if_quiet();
}

void load_run::end_if_quiet() {
  if (all_begun() && under_way_ == 0 && waiting_.empty())
    loop_.stop();
}

} // namespace

load_figures run_load(const load_plan& plan) { return load_run{plan}.play(); }

} // namespace quickbooking
