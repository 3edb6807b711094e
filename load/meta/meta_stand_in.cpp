#include "load/meta/meta_stand_in.hpp"

#include "load/meta/graph_request.hpp"
#include "load/meta/loopback_cors.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <stdexcept>

namespace quickbooking {

namespace {

http_response to_response(graph_reply reply) {
  return {reply.status, std::move(reply.body), std::move(reply.content_type), {}};
}

} // namespace

meta_stand_in::meta_stand_in(meta_stand_in_options options)
    : polls_(loop_.context()),
      service_(options.numbers, std::move(options.webhooks), [this] { announce_change(); }),
      sim_(service_, options.numbers.at(0).phone_number_id, polls_) {
  auto listening = http_server::listen(
      loop_.context(), "127.0.0.1", options.port, {},
      with_loopback_cors([this](http_request request, http_responder respond) {
        handle(std::move(request), std::move(respond));
      }));
  if (!listening)
    throw std::runtime_error(listening.error().message);
  server_ = std::move(*listening);
}

meta_stand_in::~meta_stand_in() {
  service_.stop();
  loop_.stop();
}

std::string meta_stand_in::url() const {
  return "http://127.0.0.1:" + std::to_string(server_->port());
}

void meta_stand_in::announce_change() {
  boost::asio::post(loop_.context(), [this] { polls_.recheck(); });
}

void meta_stand_in::handle(http_request request, http_responder respond) {
  if (request.path.starts_with("/_sim/"))
    return sim_.handle(request, std::move(respond));
  if (const auto graph = graph_request(request))
    return answer_later(service_.post_message(*graph), std::move(respond));
  const auto error = meta_error{meta_code::unknown_path, "Unknown path " + request.path};
  respond({http_status_of(error.code), to_error_body(error), "application/json", {}});
}

void meta_stand_in::answer_later(graph_reply reply, http_responder respond) {
  if (reply.never) {
    never_answered_.push_back(std::move(respond));
    return;
  }
  if (reply.delay.count() == 0)
    return respond(to_response(std::move(reply)));
  auto timer = std::make_shared<boost::asio::steady_timer>(loop_.context(), reply.delay);
  timer->async_wait([timer, reply = std::move(reply),
                     respond = std::move(respond)](const boost::system::error_code& ec) mutable {
    if (!ec)
      respond(to_response(std::move(reply)));
  });
}

} // namespace quickbooking
