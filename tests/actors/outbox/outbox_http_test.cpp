#define CAF_SUITE outbox_http

#include "actors/outbox/outbox.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"
#include "load/meta/meta_stand_in.hpp"
#include "net/http/http_server.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/support/child_process.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>
#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using strings = std::vector<std::string>;

const std::vector<meta_number> numbers{{"700", "15559990000", "1", "900", "token-700", 80},
                                       {"701", "15559990001", "1", "900", "token-701", 80}};

std::string phone(int i) { return "+1555" + std::to_string(1'000'000 + i); }

/// WhatsApp's stand-in; customers have to write first, since it opens their 24 hours.
struct whatsapp {
  void customer_writes(const std::string& number, const std::string& customer) {
    CAF_REQUIRE(meta.service().act(
        {number, customer, "", {{"type", "text"}, {"text", {{"body", "Hi"}}}}, 1}));
  }

  void fail_next(int code) {
    meta_fault fault;
    fault.code = code;
    meta.service().add_fault(fault);
  }

  /// What this customer got, in the order of arrival.
  strings chat(const std::string& number, const std::string& customer) {
    strings texts;
    const auto all = meta.service().chat_since(number, customer, 0);
    for (const auto& x : all["messages"])
      if (x["from"] == "salon")
        texts.push_back(x["message"]["text"]["body"]);
    return texts;
  }

  meta_stand_in meta{{numbers, {}, 0}};
};

struct config : caf::actor_system_config {
  config() {
    add_message_types<caf::id_block::quickbooking>();
    add_message_types<caf::id_block::quickbooking_outbox>();
    set("scheduler.policy", caf::atom("sharing"));
  }
};

/// An outbox with the real client.
class sender {
public:
  explicit sender(const std::string& url, std::chrono::milliseconds timeout = 5s) {
    graph_options graph;
    graph.base_url = url;
    graph.timeout = timeout;
    client_ = graph_client::make(loop_.context(), graph).value();
    outbox_options options;
    options.tokens = {{"700", "token-700"}, {"701", "token-701"}};
    listener_ = system_.spawn([this](caf::event_based_actor*) -> caf::behavior {
      return {[this](const send_report& x) {
        std::lock_guard guard{mutex_};
        ends_.push_back(x.delivered ? x.out_id : x.out_id + ' ' + x.why);
      }};
    });
    box_ = spawn_outbox(system_, client_, options, listener_, figures, spdlog::default_logger());
  }

  ~sender() {
    loop_.stop();
    caf::anon_send_exit(box_, caf::exit_reason::user_shutdown);
    caf::anon_send_exit(listener_, caf::exit_reason::user_shutdown);
  }

  /// The text is also the `out_id`.
  void order(const std::string& number, const std::string& customer, const std::string& text) {
    caf::anon_send(box_, send_order{customer, number, text, text_reply{text}});
  }

  strings ends() {
    std::lock_guard guard{mutex_};
    return ends_;
  }

  bool ended(std::size_t n) {
    return eventually([&] { return ends().size() >= n; }, 60s);
  }

  metrics figures;

private:
  event_loop loop_;
  config config_;
  caf::actor_system system_{config_};
  std::shared_ptr<graph_client> client_;
  caf::actor listener_;
  caf::actor box_;
  std::mutex mutex_;
  strings ends_;
};

} // namespace

CAF_TEST(hundreds_of_customers_get_all_their_messages_in_order) {
  whatsapp meta;
  sender x{meta.meta.url()};
  for (auto i = 0; i < 200; ++i)
    meta.customer_writes(i % 2 ? "701" : "700", phone(i));
  for (auto round = 0; round < 3; ++round)
    for (auto i = 0; i < 200; ++i)
      x.order(i % 2 ? "701" : "700", phone(i), std::to_string(i) + '/' + std::to_string(round));
  CAF_REQUIRE(x.ended(600));
  for (auto i = 0; i < 200; ++i) {
    const auto own = std::to_string(i);
    CAF_CHECK_EQUAL(meta.chat(i % 2 ? "701" : "700", phone(i)),
                    (strings{own + "/0", own + "/1", own + "/2"}));
  }
}

CAF_TEST(a_lost_answer_means_a_second_copy_and_one_report) {
  whatsapp meta;
  sender x{meta.meta.url(), 300ms};
  meta.customer_writes("700", phone(1));
  meta_fault fault;
  fault.hang = true;
  fault.accepted = true;
  meta.meta.service().add_fault(fault);
  x.order("700", phone(1), "once");
  x.order("700", phone(1), "after");
  CAF_REQUIRE(x.ended(2));
  CAF_CHECK_EQUAL(meta.chat("700", phone(1)), (strings{"once", "once", "after"}));
  CAF_CHECK_EQUAL(x.ends(), (strings{"once", "after"}));
}

CAF_TEST(an_error_of_one_number_stops_no_other) {
  whatsapp meta;
  sender x{meta.meta.url()};
  meta.customer_writes("700", phone(1));
  meta.customer_writes("701", phone(2));
  meta.fail_next(190);
  x.order("700", phone(1), "held");
  CAF_REQUIRE(eventually([&] { return meta.meta.service().counts().refused.contains(190); }));
  x.order("701", phone(2), "goes");
  CAF_REQUIRE(x.ended(1));
  CAF_CHECK_EQUAL(x.ends(), strings{"goes"});
}

CAF_TEST(without_a_word_of_the_customer_a_template_is_needed) {
  whatsapp meta;
  sender x{meta.meta.url()};
  x.order("700", phone(1), "hello");
  CAF_REQUIRE(x.ended(1));
  CAF_CHECK_EQUAL(x.ends(), strings{"hello need_template"});
}

CAF_TEST(orders_outlive_an_outage_of_whatsapp) {
  using boost::asio::ip::tcp;
  event_loop loop;
  // Bound, so that nobody else gets the port, but not listening.
  const tcp::endpoint any{boost::asio::ip::address_v4::loopback(), 0};
  auto reserved = std::make_unique<tcp::acceptor>(loop.context(), any.protocol());
  reserved->bind(any);
  const auto port = reserved->local_endpoint().port();
  sender x{"http://127.0.0.1:" + std::to_string(port)};
  x.order("700", phone(1), "patient");
  CAF_REQUIRE(eventually([&] {
    return x.figures.text().find("quickbooking_paused_numbers{why=\"unreachable\"} 1")
           != std::string::npos;
  }));
  CAF_CHECK(x.ends().empty());
  reserved.reset();
  const auto accept = [](http_request, http_responder respond) {
    respond({200, R"({"messages":[{"id":"wamid.X"}]})", "application/json", {}});
  };
  const auto server = http_server::listen(loop.context(), "127.0.0.1", port, {}, accept);
  CAF_REQUIRE(server);
  CAF_REQUIRE(x.ended(1));
  CAF_CHECK_EQUAL(x.ends(), strings{"patient"});
  loop.stop();
}
