# The Debian packages: `cpack -G DEB` in the build folder, or `./run package`.
#   quickbooking        the programs and the service
#   libquickbooking0.1  the shared library, for programs of others; its name tells what it is compatible with,
#                       so that two of them can be installed at a time
#   libquickbooking-dev what such programs are built with
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME quickbooking)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "QuickBooking maintainers <maintainers@quickbooking.example>" CACHE STRING
    "Who answers for the packages: NAME <ADDRESS>")
set(CPACK_STRIP_FILES ON)

set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # it would be the first line of all of them
# Which components are in which package.
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL programs service)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENT_PROGRAMS_GROUP node)
set(CPACK_COMPONENT_SERVICE_GROUP node)
if(NOT QUICKBOOKING_SANITIZE)
  list(APPEND CPACK_COMPONENTS_ALL runtime runtime_papers development development_papers)
  foreach(component RUNTIME DEVELOPMENT)
    string(TOLOWER ${component} _group)
    set(CPACK_COMPONENT_${component}_GROUP ${_group})
    set(CPACK_COMPONENT_${component}_PAPERS_GROUP ${_group})
  endforeach()
endif()
# Files in /etc and /lib, too.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(_debian "${PROJECT_SOURCE_DIR}/cluster-config/debian")

set(CPACK_DEBIAN_NODE_PACKAGE_NAME quickbooking)
set(CPACK_DEBIAN_NODE_DESCRIPTION
"books salon appointments over WhatsApp
A node is the service behind a salon's WhatsApp number: customers write
what they want and book with two taps. Several nodes share the customers
and replace one another. It needs a Redis, and PostgreSQL for more than
one node. quickbooking-load plays customers against it and judges the
answers.")
set(CPACK_DEBIAN_NODE_PACKAGE_SECTION net)
set(CPACK_DEBIAN_NODE_PACKAGE_DEPENDS "adduser, tzdata")
set(CPACK_DEBIAN_NODE_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_NODE_PACKAGE_SUGGESTS "redis-server, postgresql")
set(CPACK_DEBIAN_NODE_PACKAGE_CONTROL_EXTRA
    "${_debian}/conffiles;${_debian}/postinst;${_debian}/prerm;${_debian}/postrm")

string(TIMESTAMP _now "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file("${_debian}/changelog.in" "${PROJECT_BINARY_DIR}/debian/changelog" @ONLY)
execute_process(COMMAND gzip -9nf "${PROJECT_BINARY_DIR}/debian/changelog" COMMAND_ERROR_IS_FATAL ANY)
install(FILES "${PROJECT_BINARY_DIR}/debian/changelog.gz" DESTINATION share/doc/quickbooking
        COMPONENT service EXCLUDE_FROM_ALL)

if(NOT QUICKBOOKING_SANITIZE)
  set(_runtime libquickbooking${quickbooking_soversion})
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME ${_runtime})
  set(CPACK_DEBIAN_RUNTIME_DESCRIPTION
"actors that book salon appointments, for programs that embed them
The shared library with the actors of QuickBooking: customers write what
they want over WhatsApp and book with two taps.")
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
  # Time zones are read from files.
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS "tzdata")
  file(WRITE "${PROJECT_BINARY_DIR}/debian/triggers" "activate-noawait ldconfig\n")
  set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA "${PROJECT_BINARY_DIR}/debian/triggers")
  # What packages of programs that are linked with it depend on.
  set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
  set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")

  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libquickbooking-dev)
  set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION
"actors that book salon appointments (development files)
Headers, the static library, and what find_package(QuickBooking) and
pkg-config need to build programs that embed the actors of QuickBooking.
The packages that are recommended are for programs that link the static
library.")
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
  # The public headers include CAF's. Those of the libraries inside of libquickbooking.a are only
  # recommended: few link it, who does is told by find_package() what is missing, and all others are spared
  # ICU's and PostgreSQL's headers. Header-only libraries are compiled into it and needed by nobody.
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
      "${_runtime} (= ${PROJECT_VERSION}), libcaf-dev (>= 0.17.6), libcaf-dev (<< 0.18~)")
  set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_RECOMMENDS
      "libhiredis-dev, libhowardhinnant-date-dev, libicu-dev, libpq-dev, libspdlog-dev, libsqlite3-dev, \
libssl-dev, libzstd-dev, prometheus-cpp-dev")

  foreach(component runtime development)
    string(TOUPPER ${component} _component)
    install(FILES "${_debian}/copyright" "${PROJECT_BINARY_DIR}/debian/changelog.gz"
            DESTINATION share/doc/${CPACK_DEBIAN_${_component}_PACKAGE_NAME}
            COMPONENT ${component}_papers EXCLUDE_FROM_ALL)
  endforeach()
endif()

include(CPack)
