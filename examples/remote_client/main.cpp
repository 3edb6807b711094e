// Books an appointment at a cluster of nodes, as a program that is none of them, and prints its
// code.
//
//   remote_client node-a@10.0.0.1:7100 node-b@10.0.0.2:7100 [CA.crt OWN.crt OWN.key]
//   QUICKBOOKING_NODES="node-a@127.0.0.1:7100" remote_client --once
//
// The files are needed for other machines; the certificate is for the DNS name "remote-client".

#include <quickbooking/config.hpp>
#include <quickbooking/remote_cluster.hpp>

#include <caf/all.hpp>

#include <cstdlib>
#include <iostream>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace qb = quickbooking;

/// NAME@HOST:PORT is a node; other words are the three files, in their order.
qb::remote_options read(const std::vector<std::string>& words) {
  static const std::regex form{R"(([a-z0-9.-]+)@(.+):(\d{1,5}))"};
  qb::remote_options out;
  out.name = "remote-client"; // no node and no other program has it
  std::vector files{&out.key_file, &out.certificate_file, &out.ca_file};
  for (auto& word : words) {
    if (std::smatch x; std::regex_match(word, x, form)) {
      out.nodes.push_back({x[1], x[2], static_cast<std::uint16_t>(std::stoi(x[3]))});
    } else if (!files.empty()) {
      *files.back() = word;
      files.pop_back();
    }
  }
  return out;
}

/// The first text under this key that begins so. A reply is JSON: a program of yours has a parser.
std::string find(const qb::customer_answer& reply, const std::string& key,
                 const std::string& begin = "") {
  const std::regex form{"\"" + key + "\":\"(" + begin + "[^\"]*)\""};
  std::smatch found;
  return std::regex_search(reply.payload, found, form) ? found[1].str() : "";
}

/// Another one for each message: so each takes effect once, though the node that has the customer
/// may die meanwhile and another one go on.
std::string new_message_id(const caf::scoped_actor& self) {
  static int count = 0;
  return to_string(self->address()) + "-" + std::to_string(++count);
}

/// Sends a message and waits for the reply.
template <class Message>
qb::customer_answer ask(caf::scoped_actor& self, const qb::booking_service& bookings, Message x) {
  x.customer = "+15550100";
  x.message_id = new_message_id(self);
  qb::customer_answer reply;
  self->request(bookings, std::chrono::seconds{10}, std::move(x))
      .receive([&](qb::customer_answer& y) { reply = std::move(y); },
               [&](const caf::error& why) { reply.error_message = to_string(why); });
  return reply;
}

int book(caf::actor_system& system, const qb::booking_service& bookings) {
  caf::scoped_actor self{system};
  qb::customer_text words;
  words.salon_id = "6f1c1c1e-0000-4000-8000-000000000001"; // as in the nodes' catalog
  words.text = "Haircut";
  auto reply = ask(self, bookings, words);
  // The reply is a card with times; a tap on one leads to a card that asks to confirm it.
  for (auto button : {"slot_", "confirm_"}) {
    qb::customer_tap tap;
    tap.button_id = find(reply, "id", button);
    if (!tap.button_id.empty())
      reply = ask(self, bookings, tap);
  }
  const auto code = find(reply, "bookingCode");
  if (code.empty())
    std::cerr << "not booked: " << reply.error_message << reply.payload << std::endl;
  else
    std::cout << code << std::endl;
  return code.empty() ? 1 : 0;
}

int main(int argc, char** argv) {
  std::vector<std::string> words{argv + 1, argv + argc};
  if (!words.empty() && words.front() == "--once") {
    const char* given = std::getenv("QUICKBOOKING_NODES");
    std::istringstream nodes{given ? given : ""};
    words.assign(std::istream_iterator<std::string>{nodes}, {});
    if (words.empty()) {
      std::cout << "no nodes given" << std::endl;
      return 0;
    }
  }
  caf::actor_system_config config;
  qb::configure(config);  // the types of our messages
  qb::load_links(config); // what carries them
  caf::actor_system system{config};
  auto cluster = qb::remote_cluster::connect(system, read(words));
  if (!cluster) {
    std::cerr << qb::explain(cluster.error()) << std::endl;
    return 1;
  }
  return book(system, cluster->bookings());
}
