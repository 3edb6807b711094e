#pragma once

#include "load/meta/meta_faults.hpp"
#include "load/meta/meta_rules.hpp"
#include "net/http/http_server.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/faults/history.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace quickbooking::faults {

/// The Graph API by the rules of the stand-in for Meta, with a record of what each phone got under
/// which `out_id`. Sends no webhooks: the harness itself decides when those come. Methods: any
/// thread.
class graph_recorder {
public:
  /// Throws std::runtime_error if it cannot listen.
  graph_recorder(meta_number number, std::chrono::steady_clock::time_point run_began);
  ~graph_recorder();

  std::uint16_t port() const { return server_->port(); }
  const meta_number& number() const { return number_; }

  /// A customer writes; returns the message's id.
  std::string customer_wrote(const std::string& phone);

  void add_fault(meta_fault fault);

  /// No faults any more; who was left waiting hears a 500.
  void lift_faults();

  std::size_t replies_to(const std::string& phone) const;

  /// Waits until the phone has got more than `known` replies.
  bool wait_for_reply(const std::string& phone, std::size_t known,
                      std::chrono::milliseconds limit) const;

  std::vector<received_reply> received(const std::string& phone) const;

  /// True if a reply came to any phone under this `out_id`.
  bool has_brought(const std::string& out_id) const;

private:
  void handle(const http_request& request, http_responder respond);
  std::optional<http_response> answer_to(const http_request& request,
                                         const http_responder& respond);
  http_response judge(const meta_request& request);
  void record(const meta_accepted& message);

  const meta_number number_;
  const std::chrono::steady_clock::time_point began_;
  mutable std::mutex mutex_;
  mutable std::condition_variable arrived_;
  meta_rules rules_;
  meta_faults faults_;
  std::map<std::string, std::vector<received_reply>> phones_;
  std::set<std::string> brought_;
  std::list<http_responder> never_answered_;
  event_loop loop_;
  std::shared_ptr<http_server> server_;
};

} // namespace quickbooking::faults
