package org.slipway.itests.container;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test methods of this class run inside a Felix container with all bundles of the project, on the copy of the class that
 * a probe bundle has. Fields of the JDK's types, such as {@code @TempDir Path}, are handed over; nothing else is: the
 * class has no constructor, {@code @BeforeEach} or initialisers that do anything.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ContainerExtension.class)
public @interface InContainer {}
