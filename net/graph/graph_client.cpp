#include "net/graph/graph_pool.hpp"

#include <algorithm>
#include <string_view>

namespace quickbooking {

namespace {

result<base_url> check_url(const std::string& text) {
  auto url = parse_base_url(text);
  if (!url)
    return fail("invalid_graph_url", "the Graph API's address: " + url.error().message);
  if (!url->tls && !url->is_loopback())
    return fail("invalid_graph_url", "the Graph API's address '" + text
                                         + "' would send the token unencrypted to another host");
  return url;
}

result<void> load_trust(asio::ssl::context& trust, const std::string& ca_file) {
  error_code ec;
  trust.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, ec);
  if (!ec && ca_file.empty())
    trust.set_default_verify_paths(ec);
  else if (!ec)
    trust.load_verify_file(ca_file, ec);
  if (ec)
    return fail("invalid_ca_file",
                "cannot read certificates from '" + ca_file + "': " + ec.message());
  return {};
}

/// A line break in the token would let whoever chose it write headers.
bool is_header_value(std::string_view text) {
  for (const char c : text)
    if ((c >= '\0' && c < ' ') || c == '\x7f')
      return false;
  return !text.empty();
}

/// What the caller holds. Owns nothing that lives in the loop, so it may outlive the loop.
class client_handle : public graph_client {
public:
  client_handle(asio::io_context& loop, const graph_options& options,
                const std::shared_ptr<graph_peer>& peer)
      : gate_{peer->gate},
        timeout_{options.timeout},
        prefix_{"POST " + peer->url.path + "/" + percent_encode(options.version) + "/"},
        headers_{"/messages HTTP/1.1\r\nHost: " + peer->url.authority()
                 + "\r\nUser-Agent: QuickBooking\r\nContent-Type: application/json\r\n"} {
    const auto pool = std::make_shared<graph_pool>(
        loop, peer, std::max<std::size_t>(options.connections, 1), options.waiting);
    pool_ = pool;
    gate_->post([pool] { pool->start(); });
  }

  ~client_handle() override {
    gate_->post([weak = pool_] {
      if (const auto pool = weak.lock())
        pool->close();
    });
  }

  void post_message(std::string phone_number_id, std::string token, std::string body,
                    std::function<void(graph_http_answer)> done) override {
    if (!is_header_value(token))
      return refuse("the token is empty or holds control characters", std::move(done));
    auto exchange = std::make_shared<graph_exchange>();
    exchange->bytes = prefix_ + percent_encode(phone_number_id) + headers_
                      + "Authorization: Bearer " + token
                      + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    exchange->deadline = loop_clock::now() + timeout_;
    exchange->done = std::move(done);
    gate_->post([weak = pool_, exchange = std::move(exchange)]() mutable {
      if (const auto pool = weak.lock())
        pool->submit(std::move(exchange));
    });
  }

private:
  void refuse(std::string reason, std::function<void(graph_http_answer)> done) {
    gate_->post([reason = std::move(reason), done = std::move(done)] {
      graph_http_answer answer;
      answer.reason = reason;
      done(std::move(answer));
    });
  }

  const std::shared_ptr<loop_gate> gate_;
  const std::chrono::milliseconds timeout_;
  const std::string prefix_;
  const std::string headers_;
  std::weak_ptr<graph_pool> pool_;
};

} // namespace

result<std::shared_ptr<graph_client>> graph_client::make(asio::io_context& loop,
                                                         graph_options options) {
  const auto url = check_url(options.base_url);
  if (!url)
    return tl::make_unexpected(url.error());
  const auto peer = std::make_shared<graph_peer>();
  peer->url = *url;
  peer->gate = loop_gate::of(loop);
  if (const auto loaded = load_trust(peer->trust, options.ca_file); !loaded)
    return tl::make_unexpected(loaded.error());
  return std::make_shared<client_handle>(loop, options, peer);
}

} // namespace quickbooking
