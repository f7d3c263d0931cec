package org.slipway.model;

/** A place to be filled by exactly one implementation. */
public record Role(InterfaceUri interfaceUri, Form form) implements Comparable<Role> {

    public static Role binary(InterfaceUri interfaceUri) {
        return new Role(interfaceUri, Form.BINARY);
    }

    @Override
    public int compareTo(Role other) {
        int byInterface = interfaceUri.compareTo(other.interfaceUri);
        return byInterface != 0 ? byInterface : form.compareTo(other.form);
    }

    @Override
    public String toString() {
        return form == Form.SOURCE ? interfaceUri + "#source" : interfaceUri.toString();
    }
}
