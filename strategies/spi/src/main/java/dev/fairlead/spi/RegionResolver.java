package dev.fairlead.spi;

import java.net.InetAddress;
import java.util.SortedSet;

/** Finds the cloud and region of a client address, in memory; shared by all strategies. */
public interface RegionResolver {

    ClientRegion resolve(InetAddress client);

    /** The names of the AWS regions that the range table knows; a setting must be one of them. */
    SortedSet<String> awsRegions();
}
