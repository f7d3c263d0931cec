package org.slipway.packages.internal;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.packages.PackageManager;
import org.slipway.testkit.PackageManagerContract;

/** What all package managers do, from recorded databases. */
class ContractsTest {

    abstract static class OfRecorded extends PackageManagerContract {
        @TempDir
        Path base;

        private int machines;

        Recorded of(String os) throws Exception {
            return new Recorded(base.resolve("machine" + machines++), os);
        }
    }

    @Nested
    class OfArch extends OfRecorded {
        @Override
        protected PackageManager manager() throws Exception {
            return new Arch(of("Linux").with("arch").machine());
        }

        @Override
        protected String installed() {
            return "python";
        }

        @Override
        protected PackageManager elsewhere() throws Exception {
            return new Arch(of("Linux").machine());
        }
    }

    @Nested
    class OfRpm extends OfRecorded {
        @Override
        protected PackageManager manager() throws Exception {
            return new Rpm(
                    of("Linux").with("fedora").answering("rpm", "fedora.rpm-qa").machine());
        }

        @Override
        protected String installed() {
            return "python3";
        }

        @Override
        protected PackageManager elsewhere() throws Exception {
            return new Rpm(
                    of("Linux").with("arch").answering("rpm", "fedora.rpm-qa").machine());
        }
    }

    @Nested
    class OfGentoo extends OfRecorded {
        @Override
        protected PackageManager manager() throws Exception {
            return new Gentoo(of("Linux").with("gentoo").machine());
        }

        @Override
        protected String installed() {
            return "dev-lang/python";
        }

        @Override
        protected PackageManager elsewhere() throws Exception {
            return new Gentoo(of("Linux").machine());
        }
    }

    @Nested
    class OfSlackware extends OfRecorded {
        @Override
        protected PackageManager manager() throws Exception {
            return new Slackware(of("Linux").with("slackware").machine());
        }

        @Override
        protected String installed() {
            return "man-pages";
        }

        @Override
        protected PackageManager elsewhere() throws Exception {
            return new Slackware(of("Linux").machine());
        }
    }

    @Nested
    class OfPorts extends OfRecorded {
        @Override
        protected PackageManager manager() throws Exception {
            return new Ports(of("FreeBSD")
                    .with("freebsd")
                    .answering("pkg", "freebsd.pkg-query")
                    .machine());
        }

        @Override
        protected String installed() {
            return "bash";
        }

        @Override
        protected PackageManager elsewhere() throws Exception {
            return new Ports(of("FreeBSD").machine());
        }
    }

    @Nested
    class OfMacPorts extends OfRecorded {
        @Override
        protected PackageManager manager() throws Exception {
            return new MacPorts(of("MacOSX")
                    .with("macports")
                    .answering("port", "macports.port-installed")
                    .machine());
        }

        @Override
        protected String installed() {
            return "python311";
        }

        @Override
        protected PackageManager elsewhere() throws Exception {
            return new MacPorts(of("MacOSX").machine());
        }
    }

    @Nested
    class OfDarwin extends OfRecorded {
        @Override
        protected PackageManager manager() throws Exception {
            Recorded mac = of("MacOSX");
            Path java = mac.root.resolve("Library/Java/jdk8/bin/java");
            Files.createDirectories(java.getParent());
            Files.createFile(java);
            mac.answers.put("/usr/libexec/java_home", new Program.Answer(0, "/Library/Java/jdk8\n"));
            return new Darwin(mac.machine());
        }

        @Override
        protected String installed() {
            return "openjdk-8-jre";
        }

        @Override
        protected PackageManager elsewhere() throws Exception {
            return new Darwin(of("Linux").machine());
        }
    }

    @Nested
    class OfCygwin extends OfRecorded {
        @Override
        protected PackageManager manager() throws Exception {
            return new Cygwin(of("Cygwin")
                    .with("cygwin")
                    .answering("cygcheck", "cygwin.cygcheck")
                    .machine());
        }

        @Override
        protected String installed() {
            return "python39";
        }

        @Override
        protected PackageManager elsewhere() throws Exception {
            return new Cygwin(of("Windows").machine());
        }
    }
}
