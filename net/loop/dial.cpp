#include "net/loop/dial.hpp"

#include <netdb.h>

#include <atomic>
#include <system_error>
#include <thread>

namespace quickbooking {

namespace {

/// Lookups that may hang at the same time.
constexpr int lookup_limit = 64;
std::atomic<int> lookups_running = 0;

struct free_list {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

tl::unexpected<failure> unknown(const std::string& host, const std::string& why) {
  return fail("unknown_host", "cannot find the address of '" + host + "': " + why);
}

result<std::vector<stream_endpoint>> look_up(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const auto code = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (code != 0)
    return unknown(host, ::gai_strerror(code));
  const std::unique_ptr<addrinfo, free_list> owner{found};
  std::vector<stream_endpoint> out;
  for (const auto* entry = found; entry != nullptr; entry = entry->ai_next)
    out.emplace_back(entry->ai_addr, entry->ai_addrlen, entry->ai_protocol);
  return out;
}

/// A thread of its own for each lookup, and nobody waits for it: Asio has one thread for all
/// lookups of a loop, so that a name server that does not answer for the one peer would hold up
/// the others, and the end of the program.
void look_up_aside(const std::shared_ptr<loop_gate>& gate, const std::string& host,
                   std::uint16_t port, resolved_handler done) {
  std::thread{[gate, host, port, done = std::move(done)]() mutable {
    gate->post([done = std::move(done), found = look_up(host, port)]() mutable {
      done(std::move(found));
    });
    --lookups_running;
  }}.detach();
}

struct attempt : std::enable_shared_from_this<attempt> {
  stream_socket& socket;
  std::vector<stream_endpoint> endpoints;
  std::function<void(error_code)> done;
  std::size_t next = 0;

  attempt(stream_socket& s, std::vector<stream_endpoint> e, std::function<void(error_code)> d)
      : socket{s},
        endpoints(std::move(e)), // braces would make a list of one
        done{std::move(d)} {}

  void run() {
    error_code ignored;
    socket.close(ignored);
    socket.async_connect(endpoints[next++], [self = shared_from_this()](error_code ec) {
      const auto again
          = ec && ec != asio::error::operation_aborted && self->next < self->endpoints.size();
      again ? self->run() : self->done(ec);
    });
  }
};

} // namespace

void resolve(const std::shared_ptr<loop_gate>& gate, const std::string& host, std::uint16_t port,
             resolved_handler done) {
  error_code ec;
  const auto address = asio::ip::make_address(host, ec);
  result<std::vector<stream_endpoint>> known;
  known->emplace_back(tcp::endpoint{address, port});
  if (ec && ++lookups_running <= lookup_limit) {
    try {
      return look_up_aside(gate, host, port, std::move(done));
    } catch (const std::system_error& error) {
      known = unknown(host, error.what());
    }
  } else if (ec) {
    known = unknown(host, "too many lookups without an answer");
  }
  if (ec)
    --lookups_running;
  gate->post(
      [done = std::move(done), known = std::move(known)]() mutable { done(std::move(known)); });
}

void dial(stream_socket& socket, std::vector<stream_endpoint> endpoints,
          std::function<void(error_code)> done) {
  if (endpoints.empty())
    return done(asio::error::host_not_found);
  std::make_shared<attempt>(socket, std::move(endpoints), std::move(done))->run();
}

} // namespace quickbooking
