package org.slipway.trust.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;
import org.slipway.testkit.TrustPolicyContract;

/** Every policy of ours keeps to what all policies do, with every rule there is. */
class PolicyContractsTest {
    private static final String EVERY_RULE = String.join(
            "\n",
            "allow feeds.example.com " + "A".repeat(40),
            "catalogue https://feeds.example.com/",
            "require feeds.example.com 2",
            "cool-down 3",
            "pin",
            "strong");

    @TempDir
    static Path temp;

    private static TestPlaces places() throws IOException {
        TestPlaces places = new TestPlaces(temp);
        Path file = places.config().resolve("injector/trust-policy");
        Files.createDirectories(file.getParent());
        Files.writeString(file, EVERY_RULE);
        return places;
    }

    private static PolicyFile file() throws IOException {
        return new PolicyFile(places());
    }

    @Nested
    class OfAutoApproval extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() throws IOException {
            return new AutoApproval(new TestSettings(), file());
        }
    }

    @Nested
    class OfAllowList extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() throws IOException {
            return new AllowList(file());
        }
    }

    @Nested
    class OfCatalogue extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() throws IOException {
            return new Catalogue(file());
        }
    }

    @Nested
    class OfThreshold extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() throws IOException {
            return new Threshold(file());
        }
    }

    @Nested
    class OfCoolDown extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() throws IOException {
            return new CoolDown(file());
        }
    }

    @Nested
    class OfPinning extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() throws IOException {
            TestPlaces places = places();
            return new Pinning(
                    file(), new FileTrustDatabase(places, Files::write, new FirstSeen(new ManualLoop(), places)));
        }
    }

    @Nested
    class OfStrongOnly extends TrustPolicyContract {
        @Override
        protected TrustPolicy policy() throws IOException {
            return new StrongOnly(file());
        }
    }
}
