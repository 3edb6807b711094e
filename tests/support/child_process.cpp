#include "tests/support/child_process.hpp"

#include <fcntl.h>
#include <linux/close_range.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>

extern char** environ;

namespace quickbooking {

namespace {

[[noreturn]] void give_up(const std::string& what) {
  throw std::runtime_error{what + ": " + std::strerror(errno)};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts)
    out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

/// Between fork and exec of a program with threads only system calls are safe: all memory is
/// prepared before.
struct launch {
  std::vector<std::string> arguments;
  std::vector<std::string> variables;
  std::string output_file;
  pid_t parent;
  int report; ///< tells the parent why exec failed; closes if it did not

  [[noreturn]] void run(char* const* argv, char* const* env) const {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC); // our sockets stay ours
    const auto is_orphan = ::getppid() != parent;
    const auto redirected = output_file.empty() || redirect();
    if (!is_orphan && redirected)
      ::execvpe(argv[0], argv, env);
    const int error = errno;
    [[maybe_unused]] const auto written = ::write(report, &error, sizeof(error));
    ::_exit(127);
  }

  bool redirect() const {
    const auto fd = ::open(output_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    return fd >= 0 && ::dup2(fd, 1) == 1 && ::dup2(fd, 2) == 2;
  }
};

std::string_view name_of(std::string_view variable) {
  return variable.substr(0, variable.find('='));
}

std::vector<std::string> environment_with(const std::vector<std::string>& more) {
  auto out = more;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const auto same_name
        = [variable](const std::string& other) { return name_of(other) == name_of(*variable); };
    if (std::none_of(more.begin(), more.end(), same_name))
      out.emplace_back(*variable);
  }
  return out;
}

int exit_code(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace

// -- temp_dir -----------------------------------------------------------------

temp_dir::temp_dir() {
  auto pattern = (std::filesystem::temp_directory_path() / "quickbooking-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr)
    give_up("cannot make a directory like " + pattern);
  path_ = pattern;
}

temp_dir::~temp_dir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::uint16_t free_port() {
  const auto fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* where = reinterpret_cast<sockaddr*>(&address);
  if (fd < 0 || ::bind(fd, where, size) != 0 || ::getsockname(fd, where, &size) != 0)
    give_up("cannot find a free port");
  ::close(fd);
  return ntohs(address.sin_port);
}

void pause_between_tries() { std::this_thread::sleep_for(std::chrono::milliseconds{5}); }

// -- child_process ------------------------------------------------------------

child_process::child_process(const std::vector<std::string>& argv, const options& how) {
  std::array<int, 2> report{};
  if (argv.empty() || ::pipe2(report.data(), O_CLOEXEC) != 0)
    give_up("cannot start a process");
  launch plan{argv, environment_with(how.environment), how.output_file, ::getpid(), report[1]};
  const auto arguments = pointers(plan.arguments);
  const auto variables = pointers(plan.variables);
  pid_ = ::fork();
  if (pid_ == 0)
    plan.run(arguments.data(), variables.data());
  ::close(report[1]);
  int error = 0;
  const auto failed = pid_ < 0 || ::read(report[0], &error, sizeof(error)) > 0;
  ::close(report[0]);
  if (failed) {
    if (pid_ > 0)
      ::waitpid(pid_, nullptr, 0);
    errno = error != 0 ? error : errno;
    give_up("cannot start " + argv[0]);
  }
}

child_process::~child_process() { kill(); }

bool child_process::is_running() { return !wait_for(std::chrono::milliseconds{0}); }

void child_process::signal(int number) {
  if (is_running())
    ::kill(pid_, number);
}

std::optional<int> child_process::wait_for(std::chrono::milliseconds limit) {
  eventually(
      [this] {
        int status = 0;
        if (!status_ && ::waitpid(pid_, &status, WNOHANG) == pid_)
          status_ = exit_code(status);
        return status_.has_value();
      },
      limit);
  return status_;
}

int child_process::terminate(std::chrono::milliseconds limit) {
  signal(SIGTERM);
  signal(SIGCONT);
  if (!wait_for(limit))
    kill();
  return *status_;
}

void child_process::kill() {
  if (status_)
    return;
  ::kill(pid_, SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  status_ = exit_code(status);
}

} // namespace quickbooking
