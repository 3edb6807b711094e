#define CAF_SUITE cluster_guests

// Who may link to nodes without being one, and what it leaves behind.

#include "actors/cluster/gateway.hpp"
#include "actors/cluster/guest_desk.hpp"
#include "actors/cluster/link_loop.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "net/loop/event_loop.hpp"
#include "net/peer/peer_network.hpp"
#include "tests/cluster/cluster_kit.hpp"
#include "tests/cluster/embedded_node.hpp"
#include "tests/cluster/remote_program.hpp"
#include "tests/support/certificate_authority.hpp"

#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>
#include <spdlog/spdlog.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// In which a link that says nothing is given up.
constexpr auto longer_than_silence = peer_limits{}.silence + 1s;

using std::chrono::steady_clock;

std::string why(const caf::expected<remote_cluster>& x) {
  return x ? "linked" : explain(x.error());
}

bool is(const caf::expected<remote_cluster>& x, service_errc what) {
  return !x && x.error() == what;
}

/// Descriptors of this process, by what they are.
std::multiset<std::string> descriptors() {
  std::multiset<std::string> out;
  for (auto& x : std::filesystem::directory_iterator{"/proc/self/fd"}) {
    std::error_code gone;
    auto target = std::filesystem::read_symlink(x.path(), gone);
    if (!gone)
      out.insert(target.string());
  }
  return out;
}

std::size_t open_descriptors() { return descriptors().size(); }

/// Sockets of this process on which it listens.
int listening_ports() {
  const auto mine = descriptors();
  int count = 0;
  for (auto table : {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
    std::ifstream file{table};
    for (std::string line; std::getline(file, line);) {
      std::istringstream words{line};
      std::vector<std::string> all;
      for (std::string word; words >> word;)
        all.push_back(word);
      count += all.size() > 9 && all[3] == "0A" && mine.contains("socket:[" + all[9] + "]");
    }
  }
  return count;
}

/// With certificates of somebody else.
remote_options foreign(remote_options x, certificate_authority& other) {
  const auto shown = other.issue("DNS:" + x.name);
  x.certificate_file = shown.file;
  x.key_file = shown.key_file;
  return x;
}

remote_options plain(remote_options x) {
  x.ca_file = x.certificate_file = x.key_file = "";
  return x;
}

/// Names nodes that nobody asks.
remote_options anywhere() {
  remote_options out;
  out.name = "front-desk";
  out.nodes = {{"node-a", "127.0.0.1", 9}, {"node-b", "127.0.0.1", 9}};
  return out;
}

/// The example as whoever has the installed package builds it; the program.
std::string build_example(const temp_dir& folder) {
  const auto prefix = folder.file("prefix");
  const auto install = "cmake --install " QUICKBOOKING_BINARY_DIR " --prefix " + prefix;
  const auto build = QUICKBOOKING_SOURCE_DIR "/tests/packaging/consumer.sh " + prefix + " "
                     + folder.file("built") + " " QUICKBOOKING_SOURCE_DIR "/examples/remote_client";
  child_process all{{"bash", "-c",
                     install + " --component runtime >/dev/null && " + install
                         + " --component development >/dev/null && " + build}};
  CAF_REQUIRE(all.wait_for(120s) == 0);
  return folder.file("built/example-remote_client/build/remote_client");
}

} // namespace

CAF_TEST(options_that_cannot_work_are_refused_by_name) {
  other_program program;
  auto refused = [&](const std::function<void(remote_options&)>& change) {
    auto options = anywhere();
    change(options);
    auto made = remote_cluster::connect(program.system(), options);
    CAF_CHECK(is(made, service_errc::invalid_configuration));
    return why(made);
  };
  auto names = [](const std::string& text, const std::string& field) {
    if (text.find(field) == std::string::npos)
      CAF_MESSAGE(text);
    return text.find(field) != std::string::npos;
  };
  CAF_CHECK(names(refused([](auto& x) { x.name = ""; }), "name must"));
  CAF_CHECK(names(refused([](auto& x) { x.name = "Front Desk"; }), "name must"));
  CAF_CHECK(names(refused([](auto& x) { x.name = "node-b"; }), "name: 'node-b'"));
  CAF_CHECK(names(refused([](auto& x) { x.cluster = "Ü"; }), "cluster must"));
  CAF_CHECK(names(refused([](auto& x) { x.nodes.clear(); }), "nodes must"));
  CAF_CHECK(names(refused([](auto& x) { x.nodes[1].name = "B"; }), "nodes: a name"));
  CAF_CHECK(names(refused([](auto& x) { x.nodes[1].name = "node-a"; }), "node-a is there twice"));
  CAF_CHECK(names(refused([](auto& x) { x.nodes[1].port = 0; }), "node-b needs a host and a port"));
  CAF_CHECK(
      names(refused([](auto& x) { x.nodes[1].host = ""; }), "node-b needs a host and a port"));
  CAF_CHECK(names(refused([](auto& x) { x.ca_file = "ca.crt"; }), "belong together"));
  CAF_CHECK(names(refused([](auto& x) { x.nodes[0].host = "10.0.0.1"; }), "not this machine"));
  CAF_CHECK(names(refused([](auto& x) { x.first_link = 0ms; }), "first_link"));
}

CAF_TEST(an_actor_system_without_links_is_told_what_it_lacks) {
  other_program without{other_program::loop::none};
  auto made = remote_cluster::connect(without.system(), anywhere());
  CAF_CHECK(is(made, service_errc::invalid_configuration));
  CAF_CHECK(why(made).find("load_links") != std::string::npos);
  for (auto heartbeat : {0ms, 1600ms}) {
    other_program silent{other_program::loop::of_caf, heartbeat};
    auto refused = remote_cluster::connect(silent.system(), anywhere());
    CAF_CHECK(is(refused, service_errc::invalid_configuration));
    CAF_CHECK(why(refused).find("middleman.heartbeat-interval") != std::string::npos);
  }
}

CAF_TEST(certificates_that_are_not_to_be_had_and_nodes_that_are_not_there_are_told) {
  other_program program;
  auto options = anywhere();
  options.ca_file = options.certificate_file = options.key_file = "/no/such.pem";
  auto made = remote_cluster::connect(program.system(), options);
  CAF_CHECK(is(made, service_errc::cannot_start));
  CAF_CHECK(why(made).find("/no/such.pem") != std::string::npos);
  options = anywhere();
  options.first_link = 300ms;
  const auto begin = steady_clock::now();
  auto lost = remote_cluster::connect(program.system(), options);
  CAF_CHECK(is(lost, service_errc::not_connected));
  CAF_CHECK(why(lost).find("node-a, node-b") != std::string::npos);
  CAF_CHECK(steady_clock::now() - begin < 1s);
}

CAF_TEST(who_does_not_belong_to_the_cluster_is_turned_away_and_the_nodes_go_on) {
  reachable_cluster nodes;
  other_program program;
  certificate_authority other;
  auto strange = nodes.options();
  strange.cluster = "another";
  auto renamed = nodes.options();
  renamed.name = "back-office"; // its certificate is for another name
  for (auto& x : {foreign(nodes.options(), other), plain(nodes.options()), strange, renamed}) {
    auto limited = x;
    limited.first_link = 1500ms;
    const auto begin = steady_clock::now();
    auto made = remote_cluster::connect(program.system(), limited);
    CAF_MESSAGE(why(made));
    CAF_CHECK(is(made, service_errc::not_connected));
    CAF_CHECK(steady_clock::now() - begin < 2500ms);
  }
  // Of another version: as link_peers does, but for the table.
  event_loop loop;
  std::atomic<bool> linked = false;
  const auto good = nodes.options();
  peer_options older;
  older.cluster = good.cluster;
  older.node = good.name;
  older.messages = std::to_string(std::stoi(peer_message_table) - 1);
  older.listens = false;
  older.tls = peer_tls{good.ca_file, good.certificate_file, good.key_file};
  auto dialled = peer_network::listen(
      loop.context(), older, [&](const auto&) { linked = true; }, [](const auto&) {});
  CAF_REQUIRE(dialled);
  CAF_CHECK_EQUAL((*dialled)->port(), 0);
  (*dialled)->dial("node-a", "127.0.0.1", good.nodes[0].port);
  CAF_CHECK(eventually([&] {
    return nodes.salon.node(0).log_tail().find("code=peer_version") != std::string::npos;
  }));
  CAF_CHECK(!linked);
  (*dialled)->close();
  CAF_CHECK(nodes.salon.is_whole());
  CAF_CHECK_EQUAL(nodes.salon.figure("quickbooking_forwards_total{what=\"taken\"}"), 0);
  auto made = remote_cluster::connect(program.system(), good);
  CAF_REQUIRE(made);
  remote_customer who{program.system(), made->bookings(), nodes.salon.phone_of(0, 0)};
  CAF_CHECK(who.says("Haircut").outcome == turn_outcome::handled);
}

CAF_TEST(no_port_is_opened_and_nothing_is_left_behind) {
  reachable_cluster nodes;
  other_program program;
  const auto listening = listening_ports();
  auto use_once = [&] {
    auto made = remote_cluster::connect(program.system(), nodes.options());
    CAF_REQUIRE(made);
    CAF_CHECK_EQUAL(listening_ports(), listening);
    auto again = remote_cluster::connect(program.system(), nodes.options("second-desk"));
    CAF_CHECK(is(again, service_errc::cannot_start));
    remote_customer who{program.system(), made->bookings(), nodes.salon.phone_of(0, 0)};
    CAF_CHECK(who.says("Haircut", "same").outcome != unanswered);
    remote_cluster moved{std::move(*made)};
    CAF_CHECK(eventually([&] { return moved.linked_nodes().size() == 3; }));
  };
  const auto running = program.running();
  // The loop gets what it waits with at its first socket.
  auto nobody = anywhere();
  nobody.first_link = 50ms;
  CAF_CHECK(!remote_cluster::connect(program.system(), nobody));
  const auto open = open_descriptors();
  for (int i = 0; i < 5; ++i) {
    use_once();
    CAF_CHECK_EQUAL(program.running(), running);
    CAF_CHECK(eventually([&] { return open_descriptors() <= open; }, 2s));
  }
  CAF_CHECK_EQUAL(open_descriptors(), open);
  CAF_CHECK(nodes.salon.is_whole());
}

CAF_TEST(a_program_with_cafs_own_event_loop_is_a_guest_too) {
  reachable_cluster nodes;
  other_program program{other_program::loop::of_caf};
  for (int round = 0; round < 2; ++round) {
    auto made = remote_cluster::connect(program.system(), nodes.options());
    CAF_REQUIRE(made);
    CAF_REQUIRE(eventually([&] { return made->linked_nodes().size() == 3; }));
    for (std::size_t i = 0; i < 3; ++i) {
      remote_customer who{program.system(), made->bookings(), nodes.salon.phone_of(i, round)};
      CAF_CHECK(who.says("Haircut").outcome == turn_outcome::handled);
      CAF_CHECK(who.session().found);
    }
    // Heartbeats keep the links.
    CAF_CHECK(throughout(longer_than_silence, [&] { return made->linked_nodes().size() == 3; }));
    CAF_CHECK_EQUAL(nodes.salon.figure("quickbooking_forwards_total{what=\"sent\"}"), 0);
    CAF_CHECK_EQUAL(nodes.salon.figure("quickbooking_forwards_total{what=\"taken\"}"),
                    6 * (round + 1));
  }
  CAF_CHECK(nodes.salon.is_whole());
}

CAF_TEST(the_example_books_an_appointment) {
  reachable_cluster nodes;
  const auto options = nodes.options("remote-client");
  std::string words;
  for (auto& node : options.nodes)
    words += node.name + "@" + node.host + ":" + std::to_string(node.port) + " ";
  temp_dir installed;
  const auto example = build_example(installed);
  auto run = [&](const std::string& given) {
    temp_dir dir;
    child_process program{{example, "--once"},
                          {{"QUICKBOOKING_NODES=" + given}, dir.file("output")}};
    const auto code = program.wait_for(30s);
    std::ifstream file{dir.file("output")};
    return std::pair{code, std::string{std::istreambuf_iterator<char>{file}, {}}};
  };
  const auto [code, said]
      = run(words + options.ca_file + " " + options.certificate_file + " " + options.key_file);
  CAF_MESSAGE(said);
  CAF_CHECK(code == 0);
  const auto booked = nodes.salon.sql("SELECT booking_code FROM quickbooking.bookings");
  CAF_CHECK(!booked.empty() && said.find(booked) != std::string::npos);
  CAF_CHECK(run(words).first == 1); // they want a certificate
  const auto [nothing, hint] = run("");
  CAF_CHECK(nothing == 0);
  CAF_CHECK_EQUAL(hint, "no nodes given\n");
}

CAF_TEST(an_embedded_node_with_cafs_own_event_loop_is_dialled_and_dials) {
  nlohmann::json config;
  salon_cluster salon{2, [&](std::size_t, auto& x) { config = x; }};
  for (auto name : {"node-0", "node-z"}) { // who is first dials
    const auto shown = cluster_certificate(name);
    config["catalog"] = QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json";
    config["cluster"]["node"] = name;
    config["cluster"]["tls"]["certificateFile"] = shown.file;
    config["cluster"]["tls"]["keyFile"] = shown.key_file;
    other_program program{other_program::loop::of_caf};
    embedded_node node{program.system(), config};
    CAF_CHECK(salon.sees_nodes({0, 1}, 3));
    auto guest = remote_options{};
    guest.name = "front-desk";
    guest.nodes = {{"node-a", "127.0.0.1", 9}};
    CAF_CHECK(is(remote_cluster::connect(program.system(), guest), service_errc::cannot_start));
    for (int i = 0; i < 12; ++i) {
      const auto phone = salon.phone_of(static_cast<std::size_t>(i) % 2, i);
      remote_customer who{program.system(), node.bookings(), phone};
      CAF_CHECK(who.says("Haircut", name).outcome == turn_outcome::handled);
      CAF_CHECK(api_customer(salon.url(0), phone).says("Manicure").status == 200);
    }
    CAF_CHECK(throughout(longer_than_silence, [&] {
      return metric(salon.url(0), "quickbooking_cluster_nodes") == 3
             && metric(salon.url(1), "quickbooking_cluster_nodes") == 3;
    }));
  }
  CAF_CHECK(salon.figure(R"(quickbooking_forwards_total{what="taken"})") > 0);
  CAF_CHECK(salon.sees_nodes({0, 1}, 2));
}

CAF_TEST(without_certificates_nodes_on_this_machine_are_reached) {
  reachable_cluster nodes{1, [](nlohmann::json& x) { x["cluster"].erase("tls"); }};
  other_program program;
  auto made = remote_cluster::connect(program.system(), plain(nodes.options()));
  CAF_REQUIRE(made);
  remote_customer who{program.system(), made->bookings(), nodes.salon.phone_of(0, 0)};
  CAF_CHECK(who.says("Haircut").outcome == turn_outcome::handled);
  CAF_CHECK(is(remote_cluster::connect(program.system(), nodes.options("second-desk")),
               service_errc::cannot_start));
}

CAF_TEST(what_is_between_nodes_and_their_operators_is_not_answered) {
  reachable_cluster nodes;
  other_program program;
  const auto good = nodes.options();
  const auto log = spdlog::default_logger();
  metrics figures;
  auto board = std::make_shared<cluster_board>(
      std::make_shared<const ring>(good.name, std::vector<std::string>{}));
  auto desk = spawn_guest_desk(program.system(), {}, log);
  auto guest = spawn_gateway(program.system(), board, desk, desk, desk, figures, log, {},
                             gateway_role::guest);
  link_loop loop{program.system(), log};
  peer_options options;
  options.cluster = good.cluster;
  options.node = good.name;
  options.listens = false;
  options.tls = peer_tls{good.ca_file, good.certificate_file, good.key_file};
  auto links = link_peers(loop.context(), options, guest);
  CAF_REQUIRE(links);
  (*links)->dial("node-a", "127.0.0.1", good.nodes[0].port);
  CAF_REQUIRE(eventually([&] { return board->current()->has("node-a"); }));
  caf::scoped_actor self{program.system()};
  auto is_answered = [&]<class Answer>(auto what, Answer) {
    bool came = false;
    self->request(guest, 5s, std::move(what))
        .receive([&](const Answer&) { came = true; }, [](const caf::error&) {});
    return came;
  };
  const auto phone = *make_customer_key(nodes.salon.phone_of(0, 0));
  CAF_CHECK(is_answered(read_session{phone}, session_info{}));
  CAF_CHECK(!is_answered(node_order{"node-a", read_node{}}, node_report{}));
  CAF_CHECK(!is_answered(node_order{"node-a", drain_node{}}, node_report{}));
  CAF_CHECK(!is_answered(ask_node{"node-a", drop_copy{{}, phone}}, true));
  CAF_CHECK(!is_answered(resend_due{phone, "out_1"}, true));
  CAF_CHECK(nodes.salon.is_whole());
  for (auto& x : {guest, desk}) {
    self->send_exit(x, caf::exit_reason::user_shutdown);
    self->wait_for(x);
  }
  loop.close(**links);
}

CAF_TEST(two_clusters_are_two_things_to_one_program) {
  auto named = [](const std::string& name) {
    return [name](nlohmann::json& x) { x["cluster"]["name"] = name; };
  };
  reachable_cluster here{1, named("here")}, there{1, named("there")};
  other_program program;
  auto of_here = here.options();
  of_here.cluster = "here";
  auto of_there = there.options();
  of_there.cluster = "there";
  auto one = remote_cluster::connect(program.system(), of_here);
  auto two = remote_cluster::connect(program.system(), of_there);
  CAF_REQUIRE(one && two);
  auto says = [&](const remote_cluster& to, const std::string& phone) {
    return remote_customer{program.system(), to.bookings(), phone}.says("Haircut").outcome;
  };
  const auto phone = here.salon.phone_of(0, 0);
  CAF_CHECK(says(*one, phone) == turn_outcome::handled);
  CAF_CHECK(says(*two, phone) == turn_outcome::handled);
  CAF_CHECK_EQUAL(here.salon.transitions_of(phone), 1);
  CAF_CHECK_EQUAL(there.salon.transitions_of(phone), 1);
}
