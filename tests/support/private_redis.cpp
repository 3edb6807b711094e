#include "tests/support/private_redis.hpp"

#include <signal.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace quickbooking {

namespace {

std::string contents(const std::string& file) {
  std::ostringstream out;
  out << std::ifstream{file}.rdbuf();
  return out.str();
}

} // namespace

private_redis::private_redis(std::vector<std::string> arguments)
    : arguments_{std::move(arguments)} {
  start();
  if (!is_ready())
    throw std::runtime_error{"redis-server does not start: " + contents(dir_.file("redis.log"))};
}

void private_redis::freeze() { process_->signal(SIGSTOP); }

void private_redis::thaw() { process_->signal(SIGCONT); }

void private_redis::kill() { process_->kill(); }

void private_redis::restart() {
  kill();
  start();
  if (!is_ready())
    throw std::runtime_error{"redis-server does not restart: " + contents(dir_.file("redis.log"))};
}

void private_redis::begin_restart(const std::vector<std::string>& more) {
  kill();
  start(more);
}

void private_redis::start(const std::vector<std::string>& more) {
  process_.reset();
  std::filesystem::remove(dir_.file("redis.log"));
  std::filesystem::remove(unix_path());
  std::vector<std::string> argv{"redis-server",
                                "--port",
                                std::to_string(port()),
                                "--bind",
                                "127.0.0.1",
                                "--unixsocket",
                                unix_path(),
                                "--dir",
                                dir_.path().string(),
                                "--save",
                                "",
                                "--appendonly",
                                "no"};
  argv.insert(argv.end(), arguments_.begin(), arguments_.end());
  argv.insert(argv.end(), more.begin(), more.end());
  process_
      = std::make_unique<child_process>(argv, child_process::options{{}, dir_.file("redis.log")});
}

/// Its log says so after both sockets are open; that needs no client and no password.
bool private_redis::is_ready() {
  eventually([this] {
    return !process_->is_running()
           || contents(dir_.file("redis.log")).find("now ready to accept connections at")
                  != std::string::npos;
  });
  return process_->is_running();
}

} // namespace quickbooking
