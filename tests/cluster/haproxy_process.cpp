#include "tests/cluster/haproxy_process.hpp"

#include "net/http/http_client.hpp"
#include "tests/support/shipped_file.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace quickbooking {

namespace {

std::string here(std::uint16_t port) { return "127.0.0.1:" + std::to_string(port); }

} // namespace

std::string haproxy_program() {
  const std::string debian = "/usr/sbin/haproxy";
  return std::filesystem::exists(debian) ? debian : "haproxy";
}

haproxy_process::haproxy_process(const std::array<std::uint16_t, 3>& nodes,
                                 const std::string& certificate) {
  std::ofstream{dir_.file("haproxy.cfg")} << configuration(nodes, certificate);
  process_
      = std::make_unique<child_process>(std::vector{haproxy_program(), std::string{"-db"},
                                                    std::string{"-f"}, dir_.file("haproxy.cfg")},
                                        child_process::options{{}, dir_.file("output")});
  // Until it has asked a node how it is, it takes all for well.
  const auto answers = [this] { return http_client{internal_url()}.get("/v1/none").status != 0; };
  if (!eventually([&] { return !process_->is_running() || answers(); }) || !process_->is_running())
    throw std::runtime_error{"haproxy does not start: " + file_text(dir_.file("output"))};
}

std::string haproxy_process::failures() const {
  std::istringstream log{file_text(dir_.file("output"))};
  std::string all;
  for (std::string line; std::getline(log, line);)
    if (line.find(" 200 ") == std::string::npos)
      all += line + '\n';
  return all;
}

std::string haproxy_process::configuration(const std::array<std::uint16_t, 3>& nodes,
                                           const std::string& certificate) const {
  auto text = shipped_file("cluster-config/haproxy/haproxy.cfg");
  for (auto line : {"    user haproxy\n", "    group haproxy\n", "    chroot /var/lib/haproxy\n"})
    replace_all(text, line, "");
  replace_all(text, "log /dev/log local0", "log stdout format raw local0");
  if (!certificate.empty()) {
    replace_all(text, "    bind 127.0.0.1:8080\n", "");
    replace_all(text, "#bind :443 ssl crt /etc/haproxy/quickbooking.pem",
                "bind " + here(public_.number()) + " ssl crt " + certificate);
  } else {
    replace_all(text, "bind 127.0.0.1:8080\n", "bind " + here(public_.number()) + "\n");
  }
  replace_all(text, "bind 127.0.0.1:8081\n", "bind " + here(internal_.number()) + "\n");
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto server = std::string{"server node-"} + char('a' + i) + " ";
    replace_all(text, server + here(static_cast<std::uint16_t>(3001 + i)) + "\n",
                server + here(nodes[i]) + "\n");
  }
  return text;
}

} // namespace quickbooking
