package org.slipway.itests.container;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.nat.internal.NativeTestContainer;
import org.ops4j.pax.exam.spi.DefaultExamSystem;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.Bundle;
import org.slipway.itests.Project;

/** Starts a container for a test class through Pax Exam, which has no driver for JUnit 5 of its own. */
final class ContainerExtension implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {
    private NativeTestContainer container;
    private Bundle probe;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        List<Option> options = new ArrayList<>();
        Project.listedJars().forEach(jar -> options.add(bundle(jar.toUri().toString())));
        Probe.sharedPackages().forEach(name -> options.add(systemPackage(name)));
        ExamSystem system = DefaultExamSystem.create(options.toArray(Option[]::new));
        container = (NativeTestContainer) PaxExamRuntime.createContainer(system);
        container.start();
        long id = container.installProbe(Probe.jar());
        probe = container.getSystemBundle().getBundleContext().getBundle(id);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (container != null) container.stop();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> outside, ReflectiveInvocationContext<Method> called, ExtensionContext context)
            throws Throwable {
        outside.skip();
        Class<?> type = probe.loadClass(context.getRequiredTestClass().getName());
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object inside = constructor.newInstance();
        handOver(context.getRequiredTestInstance(), inside);
        Method method = type.getDeclaredMethod(called.getExecutable().getName());
        method.setAccessible(true);
        try {
            method.invoke(inside);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void handOver(Object outside, Object inside) throws ReflectiveOperationException {
        for (Field field : outside.getClass().getDeclaredFields()) {
            boolean shared = field.getType().getClassLoader() == null && !Modifier.isStatic(field.getModifiers());
            if (!shared) continue;
            Field copy = inside.getClass().getDeclaredField(field.getName());
            field.setAccessible(true);
            copy.setAccessible(true);
            copy.set(inside, field.get(outside));
        }
    }
}
