#define CAF_SUITE load_program

#include "load/report/run_report_json.hpp"
#include "net/http/http_client.hpp"
#include "net/http/http_server.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/end_to_end/one_node.hpp"
#include "tests/load/sample_confirmation.hpp"
#include "tests/support/reserved_port.hpp"

#include <caf/test/unit_test.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

enum { pass = 0, failed = 1, usage = 2, invalid = 3, unreachable = 4 };

/// On a busy machine the load tool may be held up; then it says so, and that nothing is proved.
constexpr int most_tries = 4;

std::string text_of(const std::string& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// A node, its Redis, and the load tool with its own Graph API.
class world {
public:
  world() : node{start_node(redis.port(), {{"graph", graph()}})} {
    CAF_REQUIRE(becomes(node->url(), "ok"));
  }

  json graph() const {
    return {{"baseUrl", "http://127.0.0.1:" + std::to_string(graph_port.number())},
            {"messagesPerSecond", 1000}};
  }

  temp_dir dir;
  reserved_port graph_port;
  private_redis redis;
  std::unique_ptr<node_process> node;
};

json scenario(const std::string& duration, const std::string& first_phone) {
  return {{"name", "test"},
          {"arrivals", {{"rate", 30}, {"ramp", "1s"}}},
          {"duration", duration},
          {"salon", {{"id", demo_salon}, {"phoneNumberId", demo_number}}},
          {"phones", {{"first", first_phone}, {"count", 5000}}},
          {"journeys",
           {{"books", 4},
            {"changesMind", 2},
            {"abandons", 2},
            {"takesTaken", 2},
            {"polyglot", 1},
            {"doubleTaps", 2},
            {"twoAtOnce", 1},
            {"redelivered", 2}}},
          {"languages", {{"en", 1}, {"ru", 1}, {"es", 1}, {"pt", 1}, {"he", 1}}},
          {"thinkTime", {{"distribution", "exponential"}, {"mean", "500ms"}, {"most", "2s"}}},
          {"replyLimit", "10s"}};
}

/// Runs the program; its exit code. What it says is in `output` of the folder.
int run_tool(const temp_dir& dir, const json& what, std::vector<std::string> arguments,
             std::vector<std::string> environment
             = {"QUICKBOOKING_APP_SECRET=" + std::string{app_secret},
                "QUICKBOOKING_API_TOKEN=" + std::string{api_token},
                "QUICKBOOKING_GRAPH_TOKEN=test-graph-token"}) {
  std::ofstream{dir.file("scenario.json")} << what.dump();
  std::vector<std::string> words{QUICKBOOKING_BINARY_DIR "/apps/load/quickbooking-load",
                                 "--scenario", dir.file("scenario.json")};
  words.insert(words.end(), arguments.begin(), arguments.end());
  child_process tool{words, {std::move(environment), dir.file("output")}};
  return tool.wait_for(60s).value_or(-1);
}

std::vector<std::string> against(const world& x, std::vector<std::string> more = {}) {
  std::vector<std::string> all{"--target", x.node->url(), "--graph-port",
                               std::to_string(x.graph_port.number())};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// Tries again while the tool says that it was held up: each time with other phones, since those of
/// the try before are in the middle of a conversation.
int run_until_valid(const world& x, const std::string& duration, const json& more,
                    const std::vector<std::string>& arguments) {
  auto code = -1;
  for (int i = 0; i < most_tries && (i == 0 || code == invalid); ++i) {
    auto what = scenario(duration, "+1555" + std::to_string(1'000'000 * (i + 1)));
    what.merge_patch(more.is_null() ? json::object() : more);
    code = run_tool(x.dir, what, arguments);
  }
  CAF_MESSAGE(text_of(x.dir.file("output")));
  return code;
}

/// A service that wrongs its customers. Every second text is lost; who wrote another hears, in
/// Russian, twice, that the one booking there is was made for him, and gets a card with more
/// buttons than WhatsApp shows.
class bad_salon {
public:
  explicit bad_salon(std::uint16_t graph_port)
      : graph_{"http://127.0.0.1:" + std::to_string(graph_port)} {
    server_ = http_server::listen(loop_.context(), "127.0.0.1", 0, {},
                                  [this](const http_request& request, const auto& respond) {
                                    respond({200, R"({"status":"ok"})", "application/json", {}});
                                    hear(json::parse(request.body, nullptr, false));
                                  })
                  .value();
  }

  ~bad_salon() { loop_.stop(); }

  bad_salon(const bad_salon&) = delete;
  bad_salon& operator=(const bad_salon&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

private:
  void hear(const json& letter) {
    const json::json_pointer sender{"/entry/0/changes/0/value/messages/0/from"};
    if (letter.is_discarded() || !letter.contains(sender) || ++heard_ % 2 == 0)
      return;
    const auto to = '+' + letter.at(sender).get<std::string>();
    for (int i = 0; i < 2; ++i)
      send(to, "text", {{"body", sample_confirmation(language::ru, "BK-1X")}});
    json buttons;
    for (const auto* id : {"a", "b", "c", "d"})
      buttons.push_back({{"type", "reply"}, {"reply", {{"id", id}, {"title", id}}}});
    send(to, "interactive",
         {{"type", "button"}, {"body", {{"text", "Which?"}}}, {"action", {{"buttons", buttons}}}});
  }

  void send(const std::string& to, const std::string& type, const json& what) {
    const json message{{"messaging_product", "whatsapp"},
                       {"recipient_type", "individual"},
                       {"to", to},
                       {"type", type},
                       {type, what}};
    graph_.post("/v26.0/" + std::string{demo_number} + "/messages", message.dump(),
                {{"Authorization", "Bearer test-graph-token"}});
  }

  http_client graph_;
  int heard_ = 0;
  event_loop loop_;
  std::shared_ptr<http_server> server_;
};

run_report report_in(const std::string& folder) {
  auto run = parse_run_report(text_of(folder + "/run.json"));
  CAF_REQUIRE(run);
  return std::move(*run);
}

} // namespace

CAF_TEST(ten_seconds_of_customers_pass_and_leave_their_figures) {
  world x;
  const auto out = x.dir.file("out");
  CAF_CHECK_EQUAL(run_until_valid(x, "10s", {}, against(x, {"--out", out})), pass);
  const auto run = report_in(out);
  CAF_CHECK(run.seconds.size() >= 10);
  CAF_CHECK(run.totals.bookings > 5);
  CAF_CHECK_EQUAL(run.totals.answered, run.totals.schedule.sent);
  CAF_CHECK(run.totals.to_acknowledgement);
  CAF_CHECK_EQUAL(run.seconds.back().redis, "ok");
  for (const auto* file : {"report.html", "latency.hlog", "reply.intended.hgrm",
                           "reply.service.hgrm", "acknowledgement.intended.hgrm"})
    CAF_CHECK(std::filesystem::file_size(out + "/" + file) > 100);
}

CAF_TEST(v1_has_the_reply_in_the_answer) {
  world x;
  const auto out = x.dir.file("out");
  CAF_CHECK_EQUAL(
      run_until_valid(x, "5s", {}, {"--target", x.node->url(), "--api", "v1", "--out", out}), pass);
  const auto run = report_in(out);
  CAF_CHECK(run.totals.bookings > 2);
  CAF_CHECK(!run.totals.to_acknowledgement);
}

CAF_TEST(the_closed_model_is_labelled) {
  world x;
  const auto out = x.dir.file("out");
  const json closed{{"arrivals", {{"model", "closed"}, {"customers", 20}, {"rate", nullptr}}}};
  CAF_CHECK_EQUAL(run_until_valid(x, "4s", closed, against(x, {"--out", out})), pass);
  CAF_CHECK(report_in(out).settings.arrivals == arrival_model::closed);
  CAF_CHECK(text_of(x.dir.file("output")).starts_with("test: CLOSED model, 20 customers"));
}

CAF_TEST(nothing_is_lost_while_redis_is_stopped) {
  world x;
  const auto out = x.dir.file("out");
  const auto pid = std::to_string(x.redis.pid());
  const json fault{{"at", "4s"},
                   {"until", "8s"},
                   {"label", "Redis stopped"},
                   {"command", {"kill", "-STOP", pid}},
                   {"undo", {"kill", "-CONT", pid}}};
  CAF_CHECK_EQUAL(
      run_until_valid(x, "12s", {{"faults", json::array({fault})}}, against(x, {"--out", out})),
      pass);
  const auto run = report_in(out);
  CAF_REQUIRE_EQUAL(run.faults.size(), 1u);
  CAF_CHECK(run.faults.front().until.has_value());
  CAF_CHECK_EQUAL(run.totals.domain.lost, 0u);
  auto is_degraded = [](const second_row& row) { return row.redis == "degraded"; };
  CAF_CHECK(std::any_of(run.seconds.begin(), run.seconds.end(), is_degraded));
}

CAF_TEST(a_fault_is_mended_even_if_the_run_is_cut_short) {
  world x;
  const auto pid = std::to_string(x.redis.pid());
  const auto mark = x.dir.file("broken");
  auto what = scenario("50s", "+15550000000");
  what["faults"] = json::array({{{"at", "1s"},
                                 {"until", "40s"},
                                 {"label", "mark"},
                                 {"command", {"touch", mark}},
                                 {"undo", {"rm", mark}}}});
  std::ofstream{x.dir.file("scenario.json")} << what.dump();
  std::vector<std::string> words{QUICKBOOKING_BINARY_DIR "/apps/load/quickbooking-load",
                                 "--scenario", x.dir.file("scenario.json")};
  for (const auto& each : against(x))
    words.push_back(each);
  child_process tool{words,
                     {{"QUICKBOOKING_APP_SECRET=" + std::string{app_secret},
                       "QUICKBOOKING_GRAPH_TOKEN=test-graph-token"},
                      x.dir.file("output")}};
  CAF_CHECK(eventually([&] { return std::filesystem::exists(mark); }));
  tool.signal(SIGINT);
  const auto code = tool.wait_for(30s);
  CAF_CHECK(code == pass || code == invalid); // as the machine was
  CAF_CHECK(!std::filesystem::exists(mark));
  CAF_CHECK(text_of(x.dir.file("output")).find("cut short") != std::string::npos);
}

CAF_TEST(an_exceeded_threshold_has_its_exit_code) {
  world x;
  const json strict{{"thresholds", {{"p99Milliseconds", 0.001}}}};
  CAF_CHECK_EQUAL(run_until_valid(x, "3s", strict, against(x)), failed);
  CAF_CHECK(text_of(x.dir.file("output")).find("p99 of replies") != std::string::npos);
}

CAF_TEST(each_wrong_done_to_customers_fails_the_run_and_is_named) {
  const temp_dir dir;
  const reserved_port graph_port;
  const bad_salon salon{graph_port.number()};
  auto what = scenario("3s", "+15550000000");
  what.update({{"journeys", {{"books", 1}}}, {"languages", {{"en", 1}}}, {"replyLimit", "1s"}});
  CAF_CHECK_EQUAL(run_tool(dir, what,
                           {"--target", salon.url(), "--graph-port",
                            std::to_string(graph_port.number()), "--out", dir.file("out")}),
                  failed);
  const auto output = text_of(dir.file("output"));
  CAF_MESSAGE(output);
  for (const auto* wrong : {"lost messages", "duplicate replies", "double bookings",
                            "wrong-language replies", "over-limit cards"})
    CAF_CHECK(output.find(wrong + std::string{": "}) != std::string::npos);
}

// Over /v1, where an overload loses nothing: a lost message would be the worse verdict.
CAF_TEST(a_tool_that_cannot_keep_its_schedule_says_so) {
  world x;
  const auto code = run_tool(x.dir, scenario("3s", "+15550000000"),
                             {"--target", x.node->url(), "--api", "v1", "--connections", "1",
                              "--rate", "3000", "--ramp", "0s", "--duration", "2s"});
  CAF_MESSAGE(text_of(x.dir.file("output")));
  CAF_CHECK_EQUAL(code, invalid);
  CAF_CHECK(text_of(x.dir.file("output")).find("INVALID") != std::string::npos);
}

CAF_TEST(a_target_that_is_not_there_has_its_exit_code) {
  const temp_dir dir;
  const reserved_port nobody;
  CAF_CHECK_EQUAL(
      run_tool(dir, scenario("3s", "+15550000000"),
               {"--target", "http://127.0.0.1:" + std::to_string(nobody.number()), "--api", "v1"}),
      unreachable);
}

CAF_TEST(a_port_that_is_taken_has_its_exit_code) {
  world x;
  const auto taken = std::to_string(x.node->port());
  CAF_CHECK_EQUAL(run_tool(x.dir, scenario("3s", "+15550000000"),
                           {"--target", x.node->url(), "--graph-port", taken}),
                  unreachable);
}

CAF_TEST(what_is_asked_for_wrongly_has_its_exit_code) {
  const temp_dir dir;
  const auto fine = scenario("3s", "+15550000000");
  const std::vector<std::string> target{"--target", "http://127.0.0.1:9", "--api", "v1"};
  const auto with = [&](std::vector<std::string> more) {
    auto all = target;
    all.insert(all.end(), more.begin(), more.end());
    return run_tool(dir, fine, all);
  };
  CAF_CHECK_EQUAL(run_tool(dir, fine, {}), usage);
  CAF_CHECK_EQUAL(run_tool(dir, json::object(), target), usage);
  CAF_CHECK(text_of(dir.file("output")).find("duration: is missing") != std::string::npos);
  CAF_CHECK_EQUAL(with({"--rate", "-1"}), usage);
  CAF_CHECK(text_of(dir.file("output")).find("arrivals.rate") != std::string::npos);
  CAF_CHECK_EQUAL(with({"--compare", dir.file("nothing")}), usage);
  CAF_CHECK_EQUAL(with({"--target", "ftp://x"}), usage);
  CAF_CHECK_EQUAL(run_tool(dir, fine, {"--target", "http://127.0.0.1:9", "--graph-port", "1"},
                           {"QUICKBOOKING_APP_SECRET="}),
                  usage);
  CAF_CHECK(text_of(dir.file("output")).find("QUICKBOOKING_APP_SECRET") != std::string::npos);
  CAF_CHECK_EQUAL(run_tool(dir, fine, {"--help"}), pass);
  CAF_CHECK(text_of(dir.file("output")).find("Exit codes") != std::string::npos);
}
