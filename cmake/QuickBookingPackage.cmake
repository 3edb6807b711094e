# The Debian package: `cpack -G DEB` in the build folder, or `./run package`.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME quickbooking)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "books salon appointments over WhatsApp")
set(CPACK_PACKAGE_DESCRIPTION
"A node is the service behind a salon's WhatsApp number: customers write
what they want and book with two taps. Several nodes share the customers
and replace one another. It needs a Redis, and PostgreSQL for more than
one node. quickbooking-load plays customers against it and judges the
answers.")
set(CPACK_PACKAGE_CONTACT "QuickBooking maintainers <maintainers@quickbooking.example>" CACHE STRING
    "Who answers for the packages: NAME <ADDRESS>")
set(CPACK_STRIP_FILES ON)

# The components of the package; headers and libraries would be those of another one.
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL programs service)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
# Files in /etc and /lib, too.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "redis-server, postgresql")
set(_debian "${PROJECT_SOURCE_DIR}/cluster-config/debian")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    "${_debian}/conffiles;${_debian}/postinst;${_debian}/prerm;${_debian}/postrm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

string(TIMESTAMP _now "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file("${_debian}/changelog.in" "${PROJECT_BINARY_DIR}/debian/changelog" @ONLY)
execute_process(COMMAND gzip -9nf "${PROJECT_BINARY_DIR}/debian/changelog" COMMAND_ERROR_IS_FATAL ANY)
install(FILES "${PROJECT_BINARY_DIR}/debian/changelog.gz" DESTINATION share/doc/quickbooking
        COMPONENT service EXCLUDE_FROM_ALL)

include(CPack)
