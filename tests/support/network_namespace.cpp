#include "tests/support/network_namespace.hpp"

#include "tests/support/child_process.hpp"

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace quickbooking {

namespace {

/// A hardware address that nobody has: who is told to send there sends to nobody.
constexpr const char* nobody = "02:00:00:00:00:01";

constexpr int subnets = 1 << 15; // of four addresses each

/// Runs `ip`; what it said of an error, or nothing.
std::string error_of_ip(const std::string& words) {
  const temp_dir dir;
  std::vector<std::string> command{"ip"};
  std::istringstream parts{words};
  for (std::string word; parts >> word;)
    command.push_back(word);
  child_process process{command, {{}, dir.file("output")}};
  if (process.wait_for(std::chrono::seconds{10}) == 0)
    return {};
  std::ostringstream said;
  said << std::ifstream{dir.file("output")}.rdbuf();
  return "ip " + words + ": " + said.str();
}

void ip(const std::string& words) {
  if (auto error = error_of_ip(words); !error.empty())
    throw std::runtime_error{error};
}

/// Device names have 15 letters at most.
std::string next_name() {
  static std::atomic<int> made = 0;
  return "qb" + std::to_string(::getpid()) + "n" + std::to_string(++made);
}

} // namespace

std::string network_namespace::refusal() {
  if (::geteuid() != 0)
    return "not root";
  try {
    network_namespace tried;
    return {};
  } catch (const std::runtime_error& problem) {
    return problem.what();
  }
}

network_namespace::network_namespace() : name_(next_name()), subnet_(2 * ::getpid() % subnets) {
  ip("netns add " + name_);
  try {
    ip("-n " + name_ + " link set lo up");
    join(first);
    join(second);
  } catch (...) {
    error_of_ip("netns del " + name_);
    throw;
  }
}

/// A device goes with its other end. Those of a namespace are taken away later than that is: the
/// next one with the same addresses would still be reached through them.
network_namespace::~network_namespace() {
  for (const auto x : {first, second})
    error_of_ip("link del " + outer_device(x));
  error_of_ip("netns del " + name_);
}

void network_namespace::join(way x) {
  const auto outer = outer_device(x);
  const auto inner = inner_device(x);
  ip("link add " + outer + " type veth peer name " + inner + " netns " + name_);
  ip("address add " + outside(x) + "/30 dev " + outer);
  ip("-n " + name_ + " address add " + inside(x) + "/30 dev " + inner);
  ip("link set " + outer + " up");
  ip("-n " + name_ + " link set " + inner + " up");
}

std::string network_namespace::address(way x, int host) const {
  const auto number = (subnet_ + (x == first ? 0 : 1)) * 4 + host;
  return "198." + std::to_string(18 + number / 65536) + "." + std::to_string(number / 256 % 256)
         + "." + std::to_string(number % 256);
}

/// Each end is told that the other's address is at nobody's place.
void network_namespace::swallow(way x) {
  const auto place = std::string{" lladdr "} + nobody + " nud permanent dev ";
  ip("neighbour replace " + inside(x) + place + outer_device(x));
  ip("-n " + name_ + " neighbour replace " + outside(x) + place + inner_device(x));
}

/// They ask each other again.
void network_namespace::pass(way x) {
  ip("neighbour del " + inside(x) + " dev " + outer_device(x));
  ip("-n " + name_ + " neighbour del " + outside(x) + " dev " + inner_device(x));
}

} // namespace quickbooking
