package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.packages.PackageManager;
import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.api.packages.PackageManager.Presence;
import org.slipway.model.FeedUri;
import org.slipway.model.Stability;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source.Packaged;
import org.slipway.model.feed.NativePackage;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

/** What every package manager does, whatever distribution it is of. */
public abstract class PackageManagerContract {
    private static final FeedUri FEED = new FeedUri.Remote("http://example.com/python.xml");

    /** Of a machine that has {@link #installed}. */
    protected abstract PackageManager manager() throws Exception;

    /** The name of a package that is installed. */
    protected abstract String installed();

    /** Of a machine of another kind. */
    protected abstract PackageManager elsewhere() throws Exception;

    private static List<NativePackage> packages(String name, String attributes) throws Exception {
        String document = "<interface xmlns='" + Element.ZERO_INSTALL + "' uri='" + FEED + "'><name>x</name>"
                + "<package-implementation package='" + name + "' main='/usr/bin/x' " + attributes + "/></interface>";
        Feed feed = FeedReader.read(FEED, Xml.read(document.getBytes(StandardCharsets.UTF_8)));
        return feed.nativePackages();
    }

    @Test
    void it_has_a_name_as_feeds_write_it() throws Exception {
        assertThat(manager().distribution()).matches("[A-Za-z]+");
    }

    @Test
    void it_is_of_this_machine_or_not() throws Exception {
        assertThat(manager().presence()).isEqualTo(Presence.PRESENT);
        assertThat(elsewhere().presence()).isEqualTo(Presence.ABSENT);
    }

    @Test
    void what_is_installed_is_an_implementation_of_the_distributions_feed() throws Exception {
        Found found = manager().find(FEED, packages(installed(), ""), Depth.INSTALLED);

        assertThat(found.implementations()).isNotEmpty().allSatisfy(it -> {
            assertThat(it.id()).startsWith("package:").contains(installed());
            assertThat(it.feed()).isEqualTo(new FeedUri.Distribution(FEED));
            assertThat(it.stability()).isEqualTo(Stability.PACKAGED);
            assertThat(it.source()).isEqualTo(new Packaged(manager().distribution(), Packaged.State.INSTALLED));
            assertThat(it.attribute("version")).contains(it.version().toString());
            assertThat(it.attribute("id")).contains(it.id());
            assertThat(it.commands()).containsKey("run");
        });
        assertThat(found.implementations()).extracting(Implementation::id).doesNotHaveDuplicates();
    }

    @Test
    void what_is_for_other_distributions_is_left_to_them() throws Exception {
        String other = "distributions='NoSuchDistribution'";

        assertThat(manager().find(FEED, packages(installed(), other), Depth.INSTALLED))
                .isEqualTo(Found.NONE);
    }

    @Test
    void what_is_not_installed_is_no_failure() throws Exception {
        assertThat(manager()
                        .find(FEED, packages("no-such-package", ""), Depth.INSTALLED)
                        .implementations())
                .isEmpty();
        assertThat(manager().find(FEED, List.of(), Depth.INSTALLED)).isEqualTo(Found.NONE);
        assertThat(elsewhere()
                        .find(FEED, packages(installed(), ""), Depth.INSTALLED)
                        .implementations())
                .isEmpty();
    }

    @Test
    void a_package_whose_name_is_a_path_does_not_lead_anywhere() throws Exception {
        for (String hostile : List.of("../" + installed(), "/etc/passwd", ".", "..", installed() + "/.."))
            assertThat(manager()
                            .find(FEED, packages(hostile, ""), Depth.INSTALLED)
                            .implementations())
                    .as(hostile)
                    .isEmpty();
    }

    @Test
    void a_version_outside_the_wanted_range_is_left_out() throws Exception {
        assertThat(manager()
                        .find(FEED, packages(installed(), "version='99999..'"), Depth.INSTALLED)
                        .implementations())
                .isEmpty();
    }
}
