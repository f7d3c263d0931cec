package org.slipway.settings.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * All settings, as forms of a container show them. There are no defaults: what is not set here is as the files say. Two
 * underscores are one in the name of the setting.
 */
@ObjectClassDefinition(
        name = "Slipway",
        description =
                "What is set here counts before the files of the user, injector/global and injector/slipway; what is"
                        + " left empty is as they say. Changes count from the next operation on, but for connect_within, stall_after"
                        + " and certificates: those are read once, at the first download.")
@interface Configuration {
    String TEN_YEARS = "315360000";
    String ONCE = " A change counts after the next start: it is read once, at the first download";
    String AS_THE_FILE_SAYS = "as the file says";

    @AttributeDefinition(
            name = "Network use",
            description = "full: as needed; minimal: what is here already is preferred; off-line: nobody is asked",
            required = false,
            options = {
                @Option(label = AS_THE_FILE_SAYS, value = ""),
                @Option(label = "full", value = "full"),
                @Option(label = "minimal", value = "minimal"),
                @Option(label = "off-line", value = "off-line")
            })
    String network__use();

    @AttributeDefinition(
            name = "Freshness",
            description = "So many seconds after it was checked a feed is checked again; 0 for never. Usually 30 days",
            required = false,
            type = AttributeType.LONG,
            min = "0",
            max = TEN_YEARS)
    long freshness();

    @AttributeDefinition(
            name = "Help with testing",
            description = "Whether testing versions are as good as stable ones. Usually not",
            required = false,
            options = {
                @Option(label = AS_THE_FILE_SAYS, value = ""),
                @Option(label = "no", value = "False"),
                @Option(label = "yes", value = "True")
            })
    String help__with__testing();

    @AttributeDefinition(
            name = "Approve keys automatically",
            description =
                    "Whether a good vote of the key information server is enough to trust the key of a feed that was"
                            + " never seen before. Usually so",
            required = false,
            options = {
                @Option(label = AS_THE_FILE_SAYS, value = ""),
                @Option(label = "no", value = "False"),
                @Option(label = "yes", value = "True")
            })
    String auto__approve__keys();

    @AttributeDefinition(
            name = "Key information server",
            description = "The http or https URI of the server that knows about keys; none for no server",
            required = false)
    String key__info__server();

    @AttributeDefinition(
            name = "Mirror",
            description =
                    "The http or https URI of the mirror that is asked when a site is slow or fails; none for no mirror",
            required = false)
    String mirror();

    @AttributeDefinition(
            name = "Transfers per site",
            description = "At most so many at the same time from one scheme, host and port. Usually 2",
            required = false,
            type = AttributeType.INTEGER,
            min = "1",
            max = "100")
    int transfers__per__site();

    @AttributeDefinition(
            name = "Slow after",
            description = "After so many seconds a mirror is asked for a feed too. Usually 5",
            required = false,
            type = AttributeType.LONG,
            min = "0",
            max = TEN_YEARS)
    long slow__after();

    @AttributeDefinition(
            name = "Connect within",
            description =
                    "So many seconds a name has to resolve, and again each of its addresses to answer. Usually 15."
                            + ONCE,
            required = false,
            type = AttributeType.LONG,
            min = "1",
            max = TEN_YEARS)
    long connect__within();

    @AttributeDefinition(
            name = "Stalled after",
            description =
                    "In so many seconds the least number of bytes has to come, or the transfer is given up. Usually 30."
                            + ONCE,
            required = false,
            type = AttributeType.LONG,
            min = "1",
            max = TEN_YEARS)
    long stall__after();

    @AttributeDefinition(
            name = "Least bytes",
            description = "A transfer that has brought fewer in that time has stalled. Usually 1000",
            required = false,
            type = AttributeType.INTEGER,
            min = "0")
    int stall__bytes();

    @AttributeDefinition(
            name = "Retries",
            description = "How often a transfer that broke is tried again. Usually 2",
            required = false,
            type = AttributeType.INTEGER,
            min = "0",
            max = "100")
    int retries();

    @AttributeDefinition(
            name = "Redirects to http",
            description = "Whether a redirect may lead from https to http. Usually not",
            required = false,
            options = {
                @Option(label = AS_THE_FILE_SAYS, value = ""),
                @Option(label = "no", value = "False"),
                @Option(label = "yes", value = "True")
            })
    String downgrade();

    @AttributeDefinition(
            name = "Certificates",
            description = "A PEM file of authorities that are believed besides those of the system." + ONCE,
            required = false)
    String certificates();

    @AttributeDefinition(
            name = "Keep interrupted downloads",
            description = "For so many seconds what interrupted downloads have brought is kept. Usually 7 days",
            required = false,
            type = AttributeType.LONG,
            min = "0",
            max = TEN_YEARS)
    long keep__interrupted();

    @AttributeDefinition(
            name = "Optimise the store",
            description = "Whether a file that several implementations have is kept once. Usually not",
            required = false,
            options = {
                @Option(label = AS_THE_FILE_SAYS, value = ""),
                @Option(label = "no", value = "False"),
                @Option(label = "yes", value = "True")
            })
    String optimise();

    @AttributeDefinition(
            name = "Unpack ratio",
            description = "How many bytes one of an archive may become when it is unpacked, beside 1 GB. Usually 100",
            required = false,
            type = AttributeType.LONG,
            min = "1",
            max = "1000000")
    long unpack__ratio();

    @AttributeDefinition(
            name = "Self update",
            description =
                    "The http or https URI of the feed from which 'self update' installs newer versions of Slipway; none"
                            + " for no such feed",
            required = false)
    String self__update__uri();
}
