package org.slipway.cli.internal;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/**
 * {@code 0store-secure-add}: copies the implementation that is the working directory into the store that all users of the
 * system share. Made to be run with the rights of that store's owner by anybody, so it takes nothing from whoever calls it
 * but the digest and the tree.
 */
final class SecureAddCommand extends StoreCommand {
    private static final Path SHARED = Path.of("/var/cache/0install.net/implementations");

    SecureAddCommand(Services services, Console console) {
        super(services, console, "store secure-add", "DIGEST", Option.JSON);
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        Map<String, String> environment = services.host.environment();
        if (environment.containsKey("ENV_NOT_CLEARED"))
            throw new Complaint("The environment has not been cleared: see env_reset in sudoers(5)");
        if ("Unclean".equals(environment.get("HOME")))
            throw new Complaint("HOME has not been set: see always_set_home in sudoers(5)");
        if (invocation.words().size() != 1) throw new Complaint("Usage: 0store-secure-add DIGEST");
        ManifestDigest digest = ManifestDigest.of(invocation.words().get(0))
                .orElseThrow(() -> new Complaint("'" + invocation.words().get(0) + "' is no digest"));
        if (digest.algorithm() == Algorithm.SHA1)
            throw new Complaint("Implementations with the oldest algorithm, sha1, are not shared");
        // Not by its absolute path: the directories above may be the caller's alone.
        Path tree = Path.of("");
        if (!Files.isRegularFile(tree.resolve(".manifest"), LinkOption.NOFOLLOW_LINKS))
            throw new Complaint("The working directory has no .manifest: it is no implementation");
        tell(invocation, digest, StoreSentences.stored(tree, digest, services.upkeep.copy(tree, digest, SHARED, task)));
        return 0;
    }
}
