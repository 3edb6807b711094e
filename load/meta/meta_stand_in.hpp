#pragma once

#include "load/meta/long_polls.hpp"
#include "load/meta/meta_service.hpp"
#include "load/meta/sim_api.hpp"
#include "net/http/http_server.hpp"
#include "net/loop/event_loop.hpp"

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

struct meta_stand_in_options {
  std::vector<meta_number> numbers; ///< at least one
  webhook_options webhooks;
  std::uint16_t port = 0; ///< of 127.0.0.1; 0: a free one
};

/// Stands in for Meta's servers: `POST /{version}/{phone_number_id}/messages` as the Graph API has
/// it, webhooks to the service, and the customers' own phones under `/_sim/` (see `sim_api`).
class meta_stand_in {
public:
  /// Throws std::runtime_error if it cannot listen.
  explicit meta_stand_in(meta_stand_in_options options);
  ~meta_stand_in();

  meta_stand_in(const meta_stand_in&) = delete;
  meta_stand_in& operator=(const meta_stand_in&) = delete;

  /// What a service uses as the Graph API's base URL.
  std::string url() const;

  meta_service& service() { return service_; }

private:
  void handle(http_request request, http_responder respond);
  void answer_later(graph_reply reply, http_responder respond);
  void announce_change();

  event_loop loop_;
  long_polls polls_;
  meta_service service_;
  sim_api sim_;
  std::list<http_responder> never_answered_;
  std::shared_ptr<http_server> server_;
};

} // namespace quickbooking
