import { lookAtMlflow, lookAtOllama, lookAtTemporal, type SeenPart } from '../local/probe';
import type { Places } from './places';

/** How each of the parts answers that this process means, asked now; at most for some seconds. */
export const lookAtParts = {
	temporal: (places: Places): Promise<SeenPart> => lookAtTemporal(places.addresses()),
	mlflow: (places: Places): Promise<SeenPart> => lookAtMlflow(places.addresses().mlflow, places.env),
	ollama: (places: Places): Promise<SeenPart> => lookAtOllama(places.addresses().ollama, places.env),
};
