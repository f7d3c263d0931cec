package org.slipway.testnet;

import java.net.URI;

/**
 * A version with its archive.
 *
 * @param archive the bytes
 */
public record Release(String version, Tree tree, URI href, String type, byte[] archive) {
    /** @param href ending in {@code .tar.gz}, {@code .tar} or {@code .zip} */
    public static Release pack(String version, Tree tree, URI href) {
        String path = href.getPath();
        if (path.endsWith(".tar.gz"))
            return new Release(version, tree, href, "application/x-compressed-tar", Archives.tarGz(tree, ""));
        if (path.endsWith(".tar")) return new Release(version, tree, href, "application/x-tar", Archives.tar(tree, ""));
        if (path.endsWith(".zip")) return new Release(version, tree, href, "application/zip", Archives.zip(tree, ""));
        throw new IllegalArgumentException("Not a known extension: " + path);
    }

    /** The directory's name in a store. */
    public String digest() {
        return "sha256new_" + ManifestText.sha256new(tree);
    }

    public String implementation() {
        return implementation("", "");
    }

    /**
     * @param attributes further attributes of the element, as XML
     * @param children further children, as XML
     */
    public String implementation(String attributes, String children) {
        return """
               <implementation id="%s" version="%s" released="2024-02-29" %s>
                 <manifest-digest sha256new="%s"/>
                 <archive href="%s" size="%d" type="%s"/>
                 %s
               </implementation>
               """.formatted(
                        digest(),
                        version,
                        attributes,
                        ManifestText.sha256new(tree),
                        Xml.escape(href.toString()),
                        archive.length,
                        type,
                        children);
    }
}
