#include "tests/support/private_postgres.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace quickbooking {

namespace {

constexpr std::chrono::seconds start_limit{30};

using words = std::vector<std::string>;

std::string contents(const std::string& file) {
  std::ostringstream out;
  out << std::ifstream{file}.rdbuf();
  return out.str();
}

/// Debian keeps the server's programs out of PATH.
std::string program(const std::string& name) {
  const auto debian = "/usr/lib/postgresql/15/bin/" + name;
  return std::filesystem::exists(debian) ? debian : name;
}

/// A change of user would undo that a child dies with us, hence `--pdeathsig`.
words as_server_owner(const words& command) {
  if (::geteuid() != 0)
    return command;
  words all{"setpriv",        "--reuid=nobody",   "--regid=nogroup",
            "--clear-groups", "--pdeathsig=KILL", "--"};
  all.insert(all.end(), command.begin(), command.end());
  return all;
}

struct process_stat {
  pid_t parent = 0;
  bool has_ended = true;
};

/// From /proc/<id>/stat: the name in parentheses, the state, the parent.
process_stat stat_of(pid_t id) {
  const auto text = contents("/proc/" + std::to_string(id) + "/stat");
  const auto name_end = text.rfind(')');
  if (name_end == std::string::npos)
    return {};
  std::istringstream rest{text.substr(name_end + 1)};
  char state = 'Z';
  process_stat x;
  rest >> state >> x.parent;
  x.has_ended = state == 'Z' || state == 'X';
  return x;
}

void must_run(const words& command, const std::string& output_file) {
  child_process process{as_server_owner(command), child_process::options{{}, output_file}};
  if (process.wait_for(start_limit) != 0)
    throw std::runtime_error{command.front() + " fails: " + contents(output_file)};
}

} // namespace

private_postgres::private_postgres() {
  initialize();
  start();
}

private_postgres::~private_postgres() {
  thaw();
  process_->signal(SIGINT); // ends sessions and takes its shared memory away
  process_->wait_for(start_limit);
}

void private_postgres::initialize() {
  const auto data = dir_.file("data");
  std::ofstream{dir_.file("password")} << password << '\n';
  std::filesystem::create_directory(data);
  std::filesystem::permissions(dir_.path(), std::filesystem::perms{0755});
  if (::geteuid() == 0)
    child_process{{"chown", "-R", "nobody:nogroup", dir_.path().string()}}.wait_for(start_limit);
  must_run({program("initdb"), "--pgdata", data, "--username", "salon", "--pwfile",
            dir_.file("password"), "--auth-local", "trust", "--auth-host", "scram-sha-256",
            "--encoding", "UTF8", "--no-locale", "--no-sync"},
           dir_.file("initdb.log"));
}

void private_postgres::start() {
  std::filesystem::remove(dir_.file("postgres.log"));
  const words command{program("postgres"),
                      "-D",
                      dir_.file("data"),
                      "-p",
                      std::to_string(port()),
                      "-k",
                      dir_.path().string(),
                      "-c",
                      "listen_addresses=127.0.0.1",
                      "-c",
                      "dynamic_shared_memory_type=mmap"};
  process_ = std::make_unique<child_process>(as_server_owner(command),
                                             child_process::options{{}, dir_.file("postgres.log")});
  const auto is_ready = [this] {
    return !process_->is_running()
           || log().find("ready to accept connections") != std::string::npos;
  };
  if (!eventually(is_ready, start_limit) || !process_->is_running())
    throw std::runtime_error{"PostgreSQL does not start: " + log()};
}

std::string private_postgres::log() const { return contents(dir_.file("postgres.log")); }

// -- databases ---

std::string private_postgres::add_database() {
  const auto name = "salon" + std::to_string(++databases_);
  sql("postgres", "CREATE DATABASE " + name);
  return name;
}

std::string private_postgres::url(const std::string& database, const std::string& user) const {
  return "postgresql://" + user + "@127.0.0.1:" + std::to_string(port()) + "/" + database;
}

std::string private_postgres::sql(const std::string& database, const std::string& text) {
  const auto output = dir_.file("psql.out");
  std::filesystem::remove(output);
  const words command{"psql",
                      "-X",
                      "-q",
                      "-A",
                      "-t",
                      "-v",
                      "ON_ERROR_STOP=1",
                      "-h",
                      dir_.path().string(),
                      "-p",
                      std::to_string(port()),
                      "-U",
                      "salon",
                      "-d",
                      database,
                      "-c",
                      text};
  child_process process{command, child_process::options{{}, output}};
  if (process.wait_for(start_limit) != 0)
    throw std::runtime_error{"psql: " + contents(output)};
  auto said = contents(output);
  while (said.ends_with('\n'))
    said.pop_back();
  return said;
}

// -- faults ---

void private_postgres::freeze() { signal_all(SIGSTOP); }

void private_postgres::thaw() { signal_all(SIGCONT); }

void private_postgres::signal_all(int number) {
  for (const auto id : family())
    ::kill(id, number);
}

/// The server and its sessions.
std::vector<pid_t> private_postgres::family() const {
  std::vector<pid_t> all{process_->pid()};
  for (const auto& entry : std::filesystem::directory_iterator{"/proc"}) {
    const auto name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos)
      continue;
    const auto id = static_cast<pid_t>(std::stol(name));
    if (stat_of(id).parent == process_->pid())
      all.push_back(id);
  }
  return all;
}

void private_postgres::kill() {
  const auto all = family();
  process_->kill();
  const auto has_ended = [](pid_t id) { return stat_of(id).has_ended; };
  if (!eventually([&] { return std::ranges::all_of(all, has_ended); }, start_limit))
    throw std::runtime_error{"PostgreSQL's sessions do not end"};
}

void private_postgres::restart() {
  kill();
  start();
}

} // namespace quickbooking
