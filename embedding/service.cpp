#include "actors/cluster/basp_socket.hpp"
#include "actors/config/node_config.hpp"
#include "actors/protocol.hpp"
#include "actors/system_now.hpp"
#include "embedding/event_hub.hpp"
#include "embedding/host_calendar.hpp"
#include "embedding/host_reader.hpp"
#include "embedding/host_sender.hpp"
#include "embedding/service_actors.hpp"
#include "embedding/service_figures.hpp"
#include "embedding/turn_translation.hpp"

#include <quickbooking/service.hpp>
#include <quickbooking/version.hpp>

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <mutex>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// For the figures, whose reader may be at it when the node ends.
struct node_in_use {
  std::mutex mutex;
  node* what = nullptr;

  std::vector<metric> figures() {
    std::lock_guard lock{mutex};
    return what ? to_metrics(what->figures()) : std::vector<metric>{};
  }

  void set(node* x) {
    std::lock_guard lock{mutex};
    what = x;
  }
};

} // namespace

class embedded_service::parts {
public:
  parts(caf::actor_system& system) : system_{system} {}

  ~parts() {
    if (node_ && !is_stopped_)
      stop(milliseconds{0});
    end_helpers();
  }

  caf::error start(service_options options);
  bool stop(milliseconds limit);
  void begin_stop(milliseconds limit, std::function<void(bool)> done);

  const node& running() const { return *node_; }
  const booking_service& bookings() const { return bookings_; }
  const booking_service& sessions() const { return sessions_; }
  const statistics_source& statistics() const { return statistics_; }
  const event_source& events() const { return hub_.source; }
  const caf::actor& calendar() const { return calendar_; }
  std::vector<metric> figures() const { return in_use_->figures(); }

private:
  caf::error apply(service_options& from, node_options& to);
  void spawn_helpers(const service_options& options, const std::function<instant()>& now,
                     const log_ptr& log);
  void end_helpers();

  caf::actor_system& system_;
  std::unique_ptr<node> node_;
  std::shared_ptr<node_in_use> in_use_ = std::make_shared<node_in_use>();
  event_hub hub_;
  host_sender sender_;
  caf::actor calendar_;
  caf::actor reporter_;
  booking_service bookings_;
  booking_service sessions_;
  statistics_source statistics_;
  bool is_stopped_ = false;
};

caf::error embedded_service::parts::start(service_options options) {
  if (!options.secrets)
    options.secrets = process_environment;
  auto parsed = parse_embedded_config(options.configuration, options.folder, options.secrets,
                                      options.catalog);
  if (!parsed)
    return to_error(service_errc::invalid_configuration, parsed.error());
  if (auto problem = apply(options, *parsed))
    return problem;
  const auto now = parsed->now;
  const auto log = parsed->log;
  auto started = node::start(system_, std::move(*parsed));
  if (!started)
    return to_error(service_errc::cannot_start, started.error());
  node_ = std::move(*started);
  in_use_->set(node_.get());
  spawn_helpers(options, now, log);
  return {};
}

/// What the host brings, in place of the node's own.
caf::error embedded_service::parts::apply(service_options& from, node_options& to) {
  auto refuse = [](std::string what) {
    return to_error(service_errc::invalid_configuration, {"invalid_config", std::move(what)});
  };
  if (from.sessions_in_memory && to.cluster)
    return refuse("sessions_in_memory and cluster exclude each other");
  if (to.cluster)
    if (auto good = check_basp(system_); !good)
      return to_error(service_errc::invalid_configuration, good.error());
  if (from.metrics && from.metrics_interval <= milliseconds{0})
    return refuse("metrics_interval must be positive");
  to.version = library_version();
  to.log = from.log ? from.log : spdlog::default_logger();
  to.keeps_in_memory = from.sessions_in_memory;
  to.give_up = from.given_up ? std::move(from.given_up) : [] {};
  to.now = system_now;
  if (from.clock)
    to.now = [clock = from.clock] { return to_instant(clock()); };
  if (from.reader)
    to.understand = std::make_shared<host_reader>(from.reader, *to.salons);
  if (from.calendar)
    to.make_calendar
        = [host = from.calendar](const calendar_parts& x) { return spawn_host_calendar(x, host); };
  if (from.sender) {
    sender_ = make_host_sender(system_, from.sender, to.log);
    to.sender = sender_.client;
    to.sends = true;
    to.outbox.default_token = "host"; // nobody looks at it
  }
  hub_ = spawn_event_hub(system_, to.log);
  to.events = hub_.board;
  return {};
}

void embedded_service::parts::spawn_helpers(const service_options& options,
                                            const std::function<instant()>& now,
                                            const log_ptr& log) {
  const auto contacts = node_->contacts();
  bookings_ = spawn_booking_service(system_, contacts.router, now, log);
  sessions_ = spawn_booking_service(system_, contacts.sessions, now, log);
  statistics_ = spawn_statistics_source(system_, contacts.directory, contacts.sessions, log);
  if (options.calendar)
    calendar_ = contacts.calendar;
  if (options.metrics)
    reporter_ = spawn_metrics_reporter(
        system_, options.metrics, options.metrics_interval,
        [in_use = in_use_] { return in_use->figures(); }, log);
}

void embedded_service::parts::end_helpers() {
  auto end = [](auto& x) {
    if (auto who = std::exchange(x, {}))
      caf::anon_send_exit(who, caf::exit_reason::user_shutdown);
  };
  end(reporter_);
  end(bookings_);
  end(sessions_);
  end(statistics_);
  end(sender_.waiter);
  sender_.client.reset();
  calendar_ = nullptr;
  if (auto board = std::exchange(hub_.board, nullptr))
    end(board->listener);
}

bool embedded_service::parts::stop(milliseconds limit) {
  if (std::exchange(is_stopped_, true))
    return true;
  in_use_->set(nullptr);
  const auto in_order = node_->stop(limit);
  end_helpers();
  return in_order;
}

void embedded_service::parts::begin_stop(milliseconds limit, std::function<void(bool)> done) {
  if (std::exchange(is_stopped_, true))
    return done(true);
  in_use_->set(nullptr);
  node_->begin_stop(limit, [this, done = std::move(done)](bool in_order) {
    end_helpers();
    done(in_order);
  });
}

// -- the public side ---

caf::expected<embedded_service> embedded_service::start(caf::actor_system& system,
                                                        service_options options) {
  auto made = std::make_unique<parts>(system);
  if (auto problem = made->start(std::move(options)))
    return problem;
  return embedded_service{std::move(made)};
}

embedded_service::embedded_service(std::unique_ptr<parts> all) : parts_{std::move(all)} {}

embedded_service::embedded_service(embedded_service&& other) noexcept = default;

embedded_service& embedded_service::operator=(embedded_service&& other) noexcept = default;

embedded_service::~embedded_service() = default;

booking_service embedded_service::bookings() const { return parts_->bookings(); }

booking_service embedded_service::sessions() const { return parts_->sessions(); }

statistics_source embedded_service::statistics() const { return parts_->statistics(); }

event_source embedded_service::events() const { return parts_->events(); }

void embedded_service::calendar_changed(const std::string& salon_id) {
  if (parts_->calendar())
    caf::anon_send(parts_->calendar(), reload_calendar{salon_id});
}

std::uint16_t embedded_service::http_port() const { return parts_->running().port(); }

std::uint16_t embedded_service::peer_port() const { return parts_->running().peer_port(); }

std::vector<metric> embedded_service::figures() const { return parts_->figures(); }

bool embedded_service::stop(milliseconds limit) { return parts_->stop(limit); }

void embedded_service::stop_async(milliseconds limit, std::function<void(bool)> done) {
  parts_->begin_stop(limit, std::move(done));
}

} // namespace quickbooking
