#define CAF_SUITE peer_network

#include "net/loop/event_loop.hpp"
#include "net/peer/local_bridge.hpp"
#include "net/peer/peer_network.hpp"
#include "tests/net/silent_peer.hpp"
#include "tests/support/certificate_authority.hpp"
#include "tests/support/fault_proxy.hpp"
#include "tests/support/raw_client.hpp"

#include <caf/test/unit_test.hpp>

#include <poll.h>
#include <unistd.h>

#include <condition_variable>
#include <map>
#include <mutex>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// A node as its links see it, without anything above them.
class linked_node {
public:
  explicit linked_node(peer_options options) {
    auto opened = [this](const std::shared_ptr<peer_link>& link) {
      auto socket = bridge_to_socket(loop_.context(), link);
      if (!socket)
        throw std::runtime_error(socket.error().message);
      std::lock_guard lock{mutex_};
      sockets_[link->node()] = *socket;
      ++opened_;
      changed_.notify_all();
    };
    auto closed = [this](const std::string& node) {
      std::lock_guard lock{mutex_};
      ::close(sockets_[node]);
      sockets_.erase(node);
      changed_.notify_all();
    };
    auto listening = peer_network::listen(loop_.context(), std::move(options), opened, closed);
    if (!listening)
      throw std::runtime_error(listening.error().message);
    links_ = std::move(*listening);
  }

  ~linked_node() {
    links_->close();
    loop_.stop();
    for (auto& [node, socket] : sockets_)
      ::close(socket);
  }

  peer_network& links() { return *links_; }
  std::uint16_t port() const { return links_->port(); }

  bool gets_linked_to(const std::string& node, std::chrono::milliseconds limit = 5s) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, limit, [&] { return sockets_.contains(node); });
  }

  bool loses(const std::string& node, std::chrono::milliseconds limit = 5s) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, limit, [&] { return !sockets_.contains(node); });
  }

  int links_made() {
    std::lock_guard lock{mutex_};
    return opened_;
  }

  void send(const std::string& node, const std::string& bytes) {
    const auto socket = socket_to(node);
    for (std::size_t sent = 0; sent < bytes.size();) {
      const auto count = ::write(socket, bytes.data() + sent, bytes.size() - sent);
      if (count > 0)
        sent += static_cast<std::size_t>(count);
      else if (!wait_for(socket, POLLOUT))
        return;
    }
  }

  std::string receive(const std::string& node, std::size_t bytes) {
    const auto socket = socket_to(node);
    std::string received(bytes, '\0');
    std::size_t count = 0;
    while (count < bytes && wait_for(socket, POLLIN)) {
      const auto more = ::read(socket, received.data() + count, bytes - count);
      if (more <= 0)
        break;
      count += static_cast<std::size_t>(more);
    }
    received.resize(count);
    return received;
  }

private:
  int socket_to(const std::string& node) {
    std::lock_guard lock{mutex_};
    return sockets_.at(node);
  }

  static bool wait_for(int socket, short what) {
    pollfd wanted{socket, what, 0};
    return ::poll(&wanted, 1, 5000) == 1;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, int> sockets_;
  int opened_ = 0;
  event_loop loop_;
  std::shared_ptr<peer_network> links_;
};

peer_options plain(const std::string& node) {
  peer_options x;
  x.node = node;
  x.messages = "1";
  x.limits = {2s, 30s}; // of silence: nobody sends heartbeats here
  return x;
}

peer_options secured(const std::string& node, certificate_authority& trusted,
                     const certificate_authority::certificate& shown) {
  auto x = plain(node);
  x.tls = peer_tls{trusted.file(), shown.file, shown.key_file};
  x.limits = {5s, 30s};
  return x;
}

void dial(linked_node& from, const std::string& node, std::uint16_t port) {
  from.links().dial(node, "127.0.0.1", port);
}

/// Bytes that go back and forth within the limit of silence, so that the link goes on.
void check_passing(linked_node& a, const std::string& a_name, linked_node& b,
                   const std::string& b_name, std::size_t size) {
  const std::string there(size, 'x'), back(size, 'y');
  a.send(b_name, there);
  CAF_CHECK(b.receive(a_name, size) == there);
  b.send(a_name, back);
  CAF_CHECK(a.receive(b_name, size) == back);
}

} // namespace

CAF_TEST(two_nodes_link_and_bytes_pass_both_ways) {
  linked_node a{plain("a")}, b{plain("b")};
  dial(a, "b", b.port());
  CAF_REQUIRE(a.gets_linked_to("b") && b.gets_linked_to("a"));
  check_passing(a, "a", b, "b", 5);
  check_passing(a, "a", b, "b", 100'000);
}

CAF_TEST(two_nodes_with_certificates_link_and_bytes_pass_encrypted) {
  certificate_authority ours;
  linked_node a{secured("a", ours, ours.issue("DNS:a"))};
  linked_node b{secured("b", ours, ours.issue("DNS:b"))};
  dial(a, "b", b.port());
  CAF_REQUIRE(a.gets_linked_to("b") && b.gets_linked_to("a"));
  check_passing(a, "a", b, "b", 100'000);
}

CAF_TEST(who_shows_no_certificate_of_the_authority_for_its_name_is_refused_and_others_go_on) {
  certificate_authority ours, others;
  linked_node a{secured("a", ours, ours.issue("DNS:a"))};
  linked_node b{secured("b", ours, ours.issue("DNS:b"))};
  dial(a, "b", b.port());
  CAF_REQUIRE(a.gets_linked_to("b") && b.gets_linked_to("a"));
  linked_node foreign{secured("c", ours, others.issue("DNS:c"))};
  linked_node misnamed{secured("d", ours, ours.issue("DNS:a"))};
  linked_node unprotected{plain("e")};
  for (auto* stranger : {&foreign, &misnamed, &unprotected})
    dial(*stranger, "b", b.port());
  raw_client garbage{b.port()};
  garbage.send("GET / HTTP/1.1\r\n\r\n");
  CAF_CHECK(garbage.is_closed_within(5s));
  CAF_CHECK(!foreign.gets_linked_to("b", 300ms));
  for (auto name : {"c", "d", "e"})
    CAF_CHECK(!b.gets_linked_to(name, 100ms));
  check_passing(a, "a", b, "b", 100'000);
  CAF_CHECK_EQUAL(b.links_made(), 1);
}

CAF_TEST(nodes_of_another_cluster_or_version_do_not_link) {
  linked_node b{plain("b")};
  auto other_cluster = plain("c");
  other_cluster.cluster = "barber";
  auto other_version = plain("d");
  other_version.messages = "2";
  linked_node c{other_cluster}, d{other_version};
  dial(c, "b", b.port());
  dial(d, "b", b.port());
  CAF_CHECK(!b.gets_linked_to("c", 200ms));
  CAF_CHECK(!b.gets_linked_to("d", 200ms));
  CAF_CHECK_EQUAL(c.links_made() + d.links_made(), 0);
}

CAF_TEST(who_answers_under_another_name_than_was_dialled_is_refused) {
  linked_node a{plain("a")}, b{plain("b")};
  dial(a, "c", b.port());
  CAF_CHECK(!a.gets_linked_to("c", 300ms));
  CAF_CHECK(!a.gets_linked_to("b", 10ms));
}

CAF_TEST(a_caller_who_says_nothing_is_turned_away_and_holds_up_nobody) {
  linked_node a{plain("a")}, b{plain("b")};
  raw_client silent{b.port()};
  std::vector<raw_client> many;
  for (int i = 0; i < 20; ++i)
    many.emplace_back(b.port());
  dial(a, "b", b.port());
  CAF_CHECK(a.gets_linked_to("b", 1500ms));
  CAF_CHECK(silent.is_closed_within(5s));
}

CAF_TEST(more_callers_than_may_wait_are_turned_away_at_once) {
  auto options = plain("b");
  options.limits.greeting = 30s;
  linked_node b{options};
  std::vector<raw_client> many;
  for (int i = 0; i < 64; ++i)
    many.emplace_back(b.port());
  raw_client beyond{b.port()};
  CAF_CHECK(beyond.is_closed_within(5s));
  CAF_CHECK(!many.front().is_closed_within(10ms));
}

CAF_TEST(what_comes_in_one_piece_with_the_greeting_is_read_first) {
  linked_node b{plain("b")};
  raw_client hasty{b.port()};
  CAF_REQUIRE(hasty.send(to_line({"quickbooking", "a", "1"}) + "first"));
  CAF_REQUIRE(b.gets_linked_to("a"));
  CAF_REQUIRE(hasty.send(", second"));
  CAF_CHECK_EQUAL(b.receive("a", 13), "first, second");
}

CAF_TEST(an_endless_greeting_is_cut_off) {
  linked_node b{plain("b")};
  raw_client endless{b.port()};
  endless.send(std::string(2000, 'x'));
  CAF_CHECK(endless.is_closed_within(1500ms));
}

CAF_TEST(an_address_that_does_not_answer_holds_up_no_other_dial) {
  silent_peer hole{""};
  linked_node a{plain("a")}, c{plain("c")};
  dial(a, "b", hole.port());
  dial(a, "c", c.port());
  CAF_CHECK(a.gets_linked_to("c", 1500ms));
  linked_node b{plain("b")};
  CAF_CHECK(!a.gets_linked_to("b", 3s)); // the limit of the first dial is over
  dial(a, "b", b.port());
  CAF_CHECK(a.gets_linked_to("b"));
}

CAF_TEST(a_peer_that_falls_silent_is_lost_on_both_sides) {
  auto a_options = plain("a"), b_options = plain("b");
  a_options.limits.silence = b_options.limits.silence = 1s;
  linked_node a{a_options}, b{b_options};
  fault_proxy between{b.port()};
  dial(a, "b", between.port());
  CAF_REQUIRE(a.gets_linked_to("b") && b.gets_linked_to("a"));
  between.freeze();
  CAF_CHECK(a.loses("b"));
  CAF_CHECK(b.loses("a"));
  between.pass();
  dial(a, "b", between.port());
  CAF_CHECK(a.gets_linked_to("b") && b.gets_linked_to("a"));
}

CAF_TEST(a_link_that_is_reset_is_lost_at_once) {
  linked_node a{plain("a")}, b{plain("b")};
  fault_proxy between{b.port()};
  dial(a, "b", between.port());
  CAF_REQUIRE(a.gets_linked_to("b") && b.gets_linked_to("a"));
  between.cut();
  CAF_CHECK(a.loses("b", 2s));
  CAF_CHECK(b.loses("a", 2s));
}

CAF_TEST(a_node_that_dials_anew_replaces_its_old_link) {
  linked_node b{plain("b")};
  auto first = std::make_unique<linked_node>(plain("a"));
  fault_proxy between{b.port()};
  dial(*first, "b", between.port());
  CAF_REQUIRE(b.gets_linked_to("a"));
  between.freeze(); // b hears nothing of the end of the first
  first.reset();
  linked_node second{plain("a")};
  dial(second, "b", b.port());
  CAF_REQUIRE(second.gets_linked_to("b"));
  CAF_REQUIRE(eventually([&] { return b.links_made() == 2; }));
  check_passing(second, "a", b, "b", 5);
  CAF_CHECK_EQUAL(b.links_made(), 2);
}

CAF_TEST(a_peer_is_dialled_once_however_often_it_is_asked_for) {
  linked_node a{plain("a")}, b{plain("b")};
  for (int i = 0; i < 10; ++i)
    dial(a, "b", b.port());
  CAF_REQUIRE(a.gets_linked_to("b") && b.gets_linked_to("a"));
  dial(a, "b", b.port());
  check_passing(a, "a", b, "b", 5);
  CAF_CHECK_EQUAL(a.links_made(), 1);
}

CAF_TEST(a_dropped_link_ends_on_both_sides_and_can_be_made_anew) {
  linked_node a{plain("a")}, b{plain("b")};
  dial(a, "b", b.port());
  CAF_REQUIRE(a.gets_linked_to("b") && b.gets_linked_to("a"));
  b.links().drop_all();
  CAF_CHECK(a.loses("b"));
  dial(a, "b", b.port());
  CAF_CHECK(a.gets_linked_to("b"));
}

CAF_TEST(who_does_not_listen_has_no_port_and_can_dial) {
  auto x = plain("a");
  x.listens = false;
  x.address = "no-address";
  linked_node a{x}, b{plain("b")};
  CAF_CHECK_EQUAL(a.port(), 0);
  dial(a, "b", b.port());
  CAF_REQUIRE(a.gets_linked_to("b") && b.gets_linked_to("a"));
  check_passing(a, "a", b, "b", 5);
}

CAF_TEST(what_cannot_be_used_is_named) {
  event_loop loop;
  auto refused = [&](const peer_options& x) {
    auto made = peer_network::listen(
        loop.context(), x, [](const auto&) {}, [](const auto&) {});
    return made ? std::string{} : made.error().code + ": " + made.error().message;
  };
  certificate_authority ours;
  auto x = secured("a", ours, ours.issue("DNS:a"));
  x.tls->key_file = "/no/such.key";
  CAF_CHECK(refused(x).starts_with("invalid_certificate: cannot use /no/such.key"));
  linked_node taken{plain("b")};
  auto y = plain("a");
  y.port = taken.port();
  CAF_CHECK(refused(y).starts_with("cannot_listen: "));
}
