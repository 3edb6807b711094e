#include "tests/support/fault_proxy.hpp"

#include "net/loop/asio.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>

#include <algorithm>
#include <array>
#include <future>
#include <stdexcept>
#include <vector>

namespace quickbooking {

namespace {

using namespace std::chrono_literals;
using tcp_acceptor = asio::basic_socket_acceptor<tcp, loop_executor>;

enum class flow { pass, delay, trickle, freeze };

/// How the bytes of all connections go now.
struct manner {
  flow how = flow::pass;
  std::chrono::milliseconds wait{0};
  bool cut_next_reply = false;
};

constexpr std::size_t trickled_bytes = 24;

/// Closes it with a reset.
void reset(tcp_socket& socket) {
  error_code ignored;
  socket.set_option(asio::socket_base::linger(true, 0), ignored);
  socket.close(ignored);
}

/// A client and its connection to upstream. Lives as long as something is under way on it.
class proxied : public std::enable_shared_from_this<proxied> {
public:
  proxied(tcp_socket client, manner& now)
      : now_(now),
        upstream_(client.get_executor()),
        client_(std::move(client)),
        up_(client_, upstream_, false),
        down_(upstream_, client_, true) {}

  void start(std::uint16_t port) {
    const tcp::endpoint where{asio::ip::address_v4::loopback(), port};
    upstream_.async_connect(where, [self = shared_from_this()](error_code ec) {
      if (ec)
        return self->close();
      self->read(self->up_);
      self->read(self->down_);
    });
  }

  void close() {
    reset(client_);
    reset(upstream_);
    up_.timer.cancel();
    down_.timer.cancel();
  }

  /// The manner has changed: what is held is looked at again.
  void reconsider() {
    for (auto* way : {&up_, &down_})
      if (way->holds)
        way->timer.cancel();
  }

private:
  /// Bytes in one direction: read, hold, write, again.
  struct one_way {
    one_way(tcp_socket& source, tcp_socket& sink, bool replies)
        : from(source),
          to(sink),
          is_reply(replies),
          timer(source.get_executor()) {}

    tcp_socket& from;
    tcp_socket& to;
    const bool is_reply;
    loop_timer timer;
    bool holds = false;
    std::array<char, 16 * 1024> bytes;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  void read(one_way& x) {
    x.from.async_read_some(asio::buffer(x.bytes),
                           [self = shared_from_this(), &x](error_code ec, std::size_t n) {
                             if (ec)
                               return self->close();
                             x.begin = 0;
                             x.end = n;
                             self->arrived(x);
                           });
  }

  void arrived(one_way& x) {
    if (x.is_reply && std::exchange(now_.cut_next_reply, false))
      return cut_in_the_middle(x);
    if (now_.how == flow::delay)
      return hold(x, now_.wait);
    go_on(x);
  }

  /// Lets go of bytes as the manner of now has it.
  void go_on(one_way& x) {
    if (now_.how == flow::freeze)
      return hold(x, 1h);
    const auto left = x.end - x.begin;
    write(x, now_.how == flow::trickle ? std::min(left, trickled_bytes) : left);
  }

  void hold(one_way& x, std::chrono::milliseconds limit) {
    x.holds = true;
    x.timer.expires_after(limit);
    x.timer.async_wait([self = shared_from_this(), &x](error_code) {
      x.holds = false;
      if (x.from.is_open())
        self->go_on(x);
    });
  }

  void write(one_way& x, std::size_t count) {
    asio::async_write(x.to, asio::buffer(x.bytes.data() + x.begin, count),
                      [self = shared_from_this(), &x](error_code ec, std::size_t n) {
                        if (ec)
                          return self->close();
                        x.begin += n;
                        if (x.begin == x.end)
                          self->read(x);
                        else
                          self->hold(x, 1ms);
                      });
  }

  void cut_in_the_middle(one_way& x) {
    error_code ignored;
    x.to.send(asio::buffer(x.bytes.data(), x.end / 2), 0, ignored);
    x.to.close(ignored); // no reset: the half shall arrive
    close();
  }

  manner& now_;
  tcp_socket upstream_;
  tcp_socket client_;
  one_way up_;
  one_way down_;
};

} // namespace

/// What lives on the loop's thread.
class fault_proxy::core : public std::enable_shared_from_this<core> {
public:
  core(asio::io_context& loop, tcp::endpoint where, std::uint16_t upstream)
      : acceptor_(loop),
        where_(std::move(where)),
        upstream_(upstream) {}

  void listen() {
    acceptor_.open(where_.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    acceptor_.bind(where_);
    acceptor_.listen();
    accept();
  }

  void go(flow how, std::chrono::milliseconds wait = 0ms) {
    now_.how = how;
    now_.wait = wait;
    for (const auto& x : alive())
      x->reconsider();
  }

  void pass() {
    now_.cut_next_reply = false;
    go(flow::pass);
    if (!acceptor_.is_open())
      listen();
  }

  void cut() {
    for (const auto& x : alive())
      x->close();
  }

  void cut_next_reply() { now_.cut_next_reply = true; }

  void refuse() {
    error_code ignored;
    acceptor_.close(ignored);
  }

private:
  void accept() {
    acceptor_.async_accept([self = shared_from_this()](error_code ec, tcp_socket socket) {
      if (!self->acceptor_.is_open() || ec == asio::error::operation_aborted)
        return;
      if (!ec)
        self->begin(std::move(socket));
      self->accept();
    });
  }

  void begin(tcp_socket socket) {
    auto x = std::make_shared<proxied>(std::move(socket), now_);
    alive(); // forgets what has ended
    all_.push_back(x);
    x->start(upstream_);
  }

  std::vector<std::shared_ptr<proxied>> alive() {
    std::vector<std::shared_ptr<proxied>> found;
    std::erase_if(all_, [&found](const auto& weak) {
      auto x = weak.lock();
      if (x)
        found.push_back(x);
      return !x;
    });
    return found;
  }

  tcp_acceptor acceptor_;
  const tcp::endpoint where_;
  const std::uint16_t upstream_;
  manner now_;
  std::vector<std::weak_ptr<proxied>> all_;
};

fault_proxy::fault_proxy(std::uint16_t upstream, const std::string& address)
    : core_(std::make_shared<core>(
        loop_.context(), tcp::endpoint{asio::ip::make_address_v4(address), port_.number()},
        upstream)) {
  tell([](core& x) { x.listen(); });
}

fault_proxy::~fault_proxy() {
  tell([](core& x) {
    x.refuse();
    x.cut();
  });
  loop_.stop();
}

/// Runs it on the loop's thread and waits for its end.
template <class F>
void fault_proxy::tell(F f) {
  std::packaged_task<void()> task{[this, f] { f(*core_); }};
  auto done = task.get_future();
  asio::post(loop_.context(), std::move(task));
  done.get();
}

void fault_proxy::pass() {
  tell([](core& x) { x.pass(); });
}

void fault_proxy::delay(std::chrono::milliseconds wait) {
  tell([wait](core& x) { x.go(flow::delay, wait); });
}

void fault_proxy::trickle() {
  tell([](core& x) { x.go(flow::trickle); });
}

void fault_proxy::freeze() {
  tell([](core& x) { x.go(flow::freeze); });
}

void fault_proxy::cut() {
  tell([](core& x) { x.cut(); });
}

void fault_proxy::cut_next_reply() {
  tell([](core& x) { x.cut_next_reply(); });
}

void fault_proxy::refuse() {
  tell([](core& x) { x.refuse(); });
}

} // namespace quickbooking
