#pragma once

#include "load/meta/long_polls.hpp"
#include "load/meta/meta_service.hpp"
#include "net/http/http_server.hpp"

#include <string>

namespace quickbooking {

/// The customers' side of the stand-in, for the simulator page and for tests. Lives on the loop's
/// thread. The number is the stand-in's first one unless `phoneNumberId` (in the body or, with GET,
/// in the query) says otherwise.
///
/// - `POST /_sim/customers/{customer}/messages` with `{"text"}`, `{"buttonId"}` or `{"content"}`
///   (a message as Meta's webhook has it), and perhaps `name` and `copies`: answers `{"id"}`
/// - `GET /_sim/customers/{customer}/messages?after=N&wait_ms=M`: answers `{"change","messages"}`
///   as soon as there is a change after N
/// - `POST /_sim/faults` (see `meta_fault`), `DELETE /_sim/faults`
/// - `GET /_sim/counts`: `{"accepted","refused","lastRefusal","webhooksRefused"}`
/// - `POST /_sim/webhook` `{"url"}`: where webhooks go
class sim_api {
public:
  sim_api(meta_service& meta, std::string first_number, long_polls& polls)
      : meta_(meta),
        first_number_(std::move(first_number)),
        polls_(polls) {}

  void handle(const http_request& request, http_responder respond);

private:
  void handle_customer(const http_request& request, const std::string& customer,
                       http_responder respond);
  http_response send(const std::string& customer, const nlohmann::json& body);
  void read(const http_request& request, const std::string& customer, http_responder respond);
  http_response add_fault(const nlohmann::json& body);
  http_response set_webhook(const nlohmann::json& body);
  http_response counts() const;

  meta_service& meta_;
  std::string first_number_;
  long_polls& polls_;
};

} // namespace quickbooking
