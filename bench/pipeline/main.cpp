// quickbooking-bench-pipeline: what a transition costs without actors and without a conversation,
// on one event loop: HTTP, HMAC over the body, JSON, one fenced write of a snapshot as long as the
// node's, and the answer once that is written. The node cannot be faster than this.
//
// Settings come from the environment: QUICKBOOKING_APP_SECRET, REDIS_PORT, SAMPLES (file).

#include "bench/candidates/samples.hpp"
#include "messages/inbound.hpp"
#include "messages/session/session.hpp"
#include "net/http/http_server.hpp"
#include "net/http/signature.hpp"
#include "net/redis/session_store.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>

namespace {

using namespace quickbooking;
using namespace std::chrono_literals;

constexpr auto redis_limit = 1s;
constexpr std::uint64_t owner_epoch = 1;

std::string setting(const char* name) {
  const auto value = std::getenv(name);
  return value ? value : "";
}

instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

class pipeline {
public:
  pipeline(std::string secret, samples what, std::shared_ptr<redis_connection> redis)
      : secret_(std::move(secret)),
        samples_(std::move(what)),
        redis_(std::move(redis)) {}

  void handle(const http_request& request, const http_responder& respond) {
    if (!is_signed(secret_, request.body, request.signature))
      return respond(error_response(401, {"bad_signature", "the signature does not fit"}));
    const auto is_text = request.path == "/v1/booking-requests";
    const auto message = is_text ? decode_booking_request(request.body, now())
                                 : decode_button_click(request.body, now());
    if (!message)
      return respond(error_response(400, message.error()));
    write(*message, sample_for(*message), respond);
  }

private:
  const sample& sample_for(const inbound_message& message) const {
    const auto tap = std::get_if<button_tap>(&message.content);
    if (!tap)
      return samples_.text;
    return tap->id.starts_with("confirm_") ? samples_.confirm : samples_.tap;
  }

  void write(const inbound_message& message, const sample& what, const http_responder& respond) {
    session_write order;
    order.version = {owner_epoch, ++revision_};
    const auto header = header_of(order.version);
    if (!what.snapshot.empty())
      order.snapshot = header + what.snapshot;
    if (!what.receipt.empty())
      order.receipt = header + what.receipt;
    order.handled = {message.message_id};
    write_session(redis_, redis_kind::single, message.customer,
                  std::make_shared<session_write>(std::move(order)), redis_limit,
                  [&what, respond](const result<write_outcome>& outcome) {
                    if (outcome == write_outcome::written)
                      respond({200, what.answer, "application/json", {}});
                    else
                      respond(error_response(503, {"not_written", "Redis did not take it"}));
                  });
  }

  std::string secret_;
  samples samples_;
  std::shared_ptr<redis_connection> redis_;
  std::uint64_t revision_ = 0;
};

int complain(const std::string& why) {
  std::cerr << "quickbooking-bench-pipeline: " << why << '\n';
  return 1;
}

int serve(samples what, std::uint16_t redis_port) {
  boost::asio::io_context loop{1};
  redis_address where;
  where.port = redis_port;
  auto redis = redis_connection::make(loop, where);
  pipeline all{setting("QUICKBOOKING_APP_SECRET"), std::move(what), redis};
  auto server = http_server::listen(
      loop, "127.0.0.1", 0, {}, [&all](const http_request& request, const http_responder& respond) {
        all.handle(request, respond);
      });
  if (!server)
    return complain(server.error().message);
  redis->connect(
      redis_limit,
      [&](const result<void>& connected) {
        if (!connected)
          std::exit(complain(connected.error().message));
        std::cout << R"({"ready":true,"port":)" << (*server)->port() << "}" << std::endl;
      },
      [](const failure& why) { std::exit(complain(why.message)); });
  loop.run();
  return 0;
}

} // namespace

int main() {
  std::ifstream file{setting("SAMPLES"), std::ios::binary};
  auto what = parse_samples(std::string{std::istreambuf_iterator<char>{file}, {}});
  if (!what)
    return complain("SAMPLES: " + what.error().message);
  const auto port = std::atoi(setting("REDIS_PORT").c_str());
  if (port < 1 || port > 65535)
    return complain("REDIS_PORT must be 1..65535");
  return serve(std::move(*what), static_cast<std::uint16_t>(port));
}
